package io.drydock.api.image;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.Puller;
import io.drydock.distribution.Pusher;
import io.drydock.distribution.RawManifest;
import io.drydock.distribution.Registries;
import io.drydock.distribution.RegistrySettings;
import io.drydock.distribution.RemoteImage;
import io.drydock.distribution.Repository;
import io.drydock.distribution.TransferListener;
import io.drydock.distribution.credentials.Credentials;
import io.drydock.engine.event.EventType;
import io.drydock.engine.event.Events;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images from registries and to them. */
public final class TransferRoutes implements Routes {
  private final Store store;
  private final RegistrySettings settings;
  private final Events events;
  private final ImportEndpoint imports;

  public TransferRoutes(
      Store store, RegistrySettings settings, Events events, ImportEndpoint imports) {
    this.store = store;
    this.settings = settings;
    this.events = events;
    this.imports = imports;
  }

  @Override
  public void register(Router router) {
    router.post("/images/create", this::create);
    router.get("/images/search", this::search);
    router.post("/images/{name*}/push", this::push);
    router.get("/distribution/{name*}/json", this::distribution);
  }

  private Registries open(Call call, TransferListener listener) {
    Optional<Credentials> who = RegistryAuth.one(call.header("X-Registry-Auth"));
    return Registries.open(settings, listener, _ -> who);
  }

  private void create(Call call) throws IOException {
    if (call.query().has("fromSrc")) {
      imports.answer(call);
      return;
    }
    ImageReference name = source(call);
    Platform platform = ImageRoutes.platforms(call).stream().findFirst().orElseGet(Platform::host);
    boolean all = name.tag().isEmpty() && name.digest().isEmpty();
    JsonLines.answer(
        call,
        lines -> {
          if (all) {
            pullAll(call, lines, name, platform);
          } else {
            pull(call, lines, name, platform);
          }
        });
  }

  /** What {@code fromImage} and {@code tag}, which may be a digest, name together. */
  private static ImageReference source(Call call) {
    String image = call.query().text("fromImage");
    String tag = call.query().text("tag");
    if (image.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "fromImage or fromSrc is required");
    }
    if (tag.isEmpty()) {
      return ImageReference.parse(image);
    }
    return ImageReference.parse(image + (tag.contains(":") ? "@" : ":") + tag);
  }

  private void pullAll(Call call, JsonLines lines, ImageReference name, Platform platform) {
    try (Registries registries = open(call, TransferListener.NONE)) {
      for (String tag : new Puller(registries, store, TransferListener.NONE).tags(name)) {
        ImageReference each =
            new ImageReference(name.domain(), name.path(), Optional.of(tag), Optional.empty());
        pull(call, lines, each, platform);
      }
    }
  }

  private void pull(Call call, JsonLines lines, ImageReference name, Platform platform) {
    String what = name.tag().or(() -> name.digest().map(Digest::toString)).orElse("");
    var progress =
        new TransferLines(lines, true, () -> lines.status(what, "Pulling from " + name.path()));
    Optional<Digest> before =
        store.images().find(name).map(Images.Entry::target).map(Descriptor::digest);
    RemoteImage pulled;
    try (Registries registries = open(call, progress)) {
      pulled = new Puller(registries, store, progress).pull(name, platform);
    }
    progress.begin();
    boolean same = before.filter(pulled.target().digest()::equals).isPresent();
    lines.status("Digest: " + pulled.target().digest());
    lines.status(
        "Status: "
            + (same ? "Image is up to date for " : "Downloaded newer image for ")
            + name.familiar());
    events.publish(
        EventType.IMAGE,
        "pull",
        name.familiar(),
        new LinkedHashMap<>(Map.of("name", name.familiarName())));
  }

  private void push(Call call) throws IOException {
    String tag = call.query().text("tag");
    ImageReference name = ImageReference.parse(call.variable("name"));
    if (name.digest().isPresent()) {
      throw new DrydockException(ErrorKind.INVALID, "cannot push a digest reference");
    }
    boolean all = tag.isEmpty() && name.tag().isEmpty();
    ImageReference wanted = tag.isEmpty() ? name : ImageRoutes.named(name.familiarName(), tag);
    requireLocal(wanted, all);
    JsonLines.answer(call, lines -> push(call, lines, wanted, all));
  }

  private void requireLocal(ImageReference name, boolean all) {
    boolean known =
        all
            ? store.images().list().stream()
                .flatMap(each -> each.name().stream())
                .anyMatch(each -> each.name().equals(name.name()))
            : store.images().find(name).isPresent();
    if (!known) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          all
              ? "An image does not exist locally with the tag: " + name.familiarName()
              : "tag does not exist: " + name.familiar());
    }
  }

  private void push(Call call, JsonLines lines, ImageReference name, boolean all) {
    lines.status("The push refers to repository [" + name.name() + "]");
    var progress = new TransferLines(lines, false, () -> {});
    Optional<Platform> platform = ImageRoutes.platforms(call).stream().findFirst();
    try (Registries registries = open(call, progress);
        Lease _ = store.lease()) {
      var pusher = new Pusher(registries, store, Pusher.Form.GZIP, progress);
      List<Pusher.Pushed> pushed =
          all
              ? pusher.pushAll(name)
              : List.of(
                  platform.isPresent()
                      ? pusher.push(name.withDefaultTag(), platform.get())
                      : pusher.push(name.withDefaultTag()));
      pushed.forEach(each -> report(lines, each));
    }
  }

  private void report(JsonLines lines, Pusher.Pushed pushed) {
    String tag = pushed.reference().tag().orElse("");
    Descriptor manifest = pushed.manifest();
    lines.status(tag + ": digest: " + manifest.digest() + " size: " + manifest.size());
    var aux = new JsonObject();
    aux.addProperty("Tag", tag);
    aux.addProperty("Digest", manifest.digest().toString());
    aux.addProperty("Size", manifest.size());
    lines.aux(aux);
    events.publish(
        EventType.IMAGE,
        "push",
        pushed.reference().familiar(),
        new LinkedHashMap<>(Map.of("name", pushed.reference().familiarName())));
  }

  /** Searches the registry that the term names; there is no search for all of the world's. */
  private void search(Call call) throws IOException {
    String term = call.query().text("term");
    int slash = term.indexOf('/');
    String host = slash < 0 ? "" : term.substring(0, slash);
    if (!host.contains(".") && !host.contains(":") && !host.equals("localhost")) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED, "Docker Hub's search is not supported: no registry in " + term)
          .withHint("Name a registry in front, as in registry.example.com/" + term);
    }
    int limit = call.query().number("limit").orElse(25);
    var array = new JsonArray();
    try (Registries registries = open(call, TransferListener.NONE)) {
      registries.at(host).catalog().stream()
          .filter(each -> each.contains(term.substring(slash + 1)))
          .limit(limit)
          .forEach(each -> array.add(found(host + "/" + each)));
    }
    call.answer(array);
  }

  private static JsonObject found(String name) {
    var json = new JsonObject();
    json.addProperty("star_count", 0);
    json.addProperty("is_official", false);
    json.addProperty("name", name);
    json.addProperty("is_automated", false);
    json.addProperty("description", "");
    return json;
  }

  private void distribution(Call call) throws IOException {
    ImageReference name = ImageReference.parse(call.variable("name")).withDefaultTag();
    try (Registries registries = open(call, TransferListener.NONE)) {
      Repository repository = registries.repository(name);
      String reference = name.digest().map(Digest::toString).or(name::tag).orElse("latest");
      RawManifest manifest = repository.manifest(reference);
      var json = new JsonObject();
      json.add("Descriptor", manifest.descriptor().bare().toJson());
      json.add("Platforms", platforms(repository, manifest));
      call.answer(json);
    }
  }

  private static JsonArray platforms(Repository repository, RawManifest manifest) {
    var array = new JsonArray();
    if (manifest.isIndex()) {
      manifest.index().manifests().stream()
          .flatMap(each -> each.platform().stream())
          .forEach(each -> array.add(platform(each)));
      return array;
    }
    byte[] config = repository.read(manifest.manifest().config());
    array.add(platform(ImageConfig.parse(config).platform()));
    return array;
  }

  private static JsonObject platform(Platform platform) {
    var json = new JsonObject();
    json.addProperty("architecture", platform.architecture());
    json.addProperty("os", platform.os());
    if (!platform.variant().isEmpty()) {
      json.addProperty("variant", platform.variant());
    }
    return json;
  }
}
