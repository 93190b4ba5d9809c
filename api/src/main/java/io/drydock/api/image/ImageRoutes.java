package io.drydock.api.image;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Filters;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.images.ImageCatalogue;
import io.drydock.distribution.images.ImageFilter;
import io.drydock.distribution.images.ImageRemoval;
import io.drydock.distribution.images.ImageRemoval.Removed;
import io.drydock.engine.event.EventType;
import io.drydock.engine.event.Events;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.PruneOptions;
import io.drydock.store.PruneReport;
import io.drydock.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /images}: the images of the store. */
public final class ImageRoutes implements Routes {
  private static final Set<String> FILTERS =
      Set.of("dangling", "label", "label!", "before", "since", "until", "reference");

  private final Store store;
  private final ImageUsers users;
  private final Events events;

  public ImageRoutes(Store store, ImageUsers users, Events events) {
    this.store = store;
    this.users = users;
    this.events = events;
  }

  @Override
  public void register(Router router) {
    router.get("/images/json", this::list);
    router.post("/images/prune", this::prune);
    router.get("/images/{name*}/json", this::inspect);
    router.get("/images/{name*}/history", this::history);
    router.get("/images/{name*}/attestations", this::attestations);
    router.post("/images/{name*}/tag", this::tag);
    router.delete("/images/{name*}", this::remove);
  }

  private void list(Call call) throws IOException {
    Filters asked = call.query().filters().allow(FILTERS);
    var texts = new ArrayList<String>();
    for (String name : asked.names()) {
      asked.values(name).forEach(value -> texts.add(name + "=" + value));
    }
    ImageFilter filter = ImageFilter.of(store, texts, call.query().text("filter"));
    boolean manifests = call.version().since(47) && call.query().flag("manifests");
    var options =
        new ImageAnswer.ListOptions(
            call.version(),
            call.query().flag("shared-size") ? Optional.of(users) : Optional.empty(),
            new ManifestList(store, users, manifests));
    call.answer(ImageAnswer.list(new ImageCatalogue(store).list(filter), options));
  }

  private void inspect(Call call) throws IOException {
    var catalogue = new ImageCatalogue(store);
    Optional<Platform> platform = platforms(call).stream().findFirst();
    Images.Image image = catalogue.image(call.variable("name"), platform);
    JsonObject json = ImageAnswer.details(catalogue, image, call.version());
    boolean manifests = call.version().since(48) && call.query().flag("manifests");
    new ManifestList(store, users, manifests)
        .add(json, store.images().resolve(call.variable("name")).target());
    call.answer(json);
  }

  private void history(Call call) throws IOException {
    var catalogue = new ImageCatalogue(store);
    Optional<Platform> platform = platforms(call).stream().findFirst();
    Images.Image image = catalogue.image(call.variable("name"), platform);
    call.answer(ImageAnswer.history(catalogue, image, tags(catalogue, image.id())));
  }

  private void attestations(Call call) throws IOException {
    if (!call.version().since(55)) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "page not found");
    }
    List<Platform> platforms = platforms(call);
    if (platforms.size() > 1) {
      throw new DrydockException(ErrorKind.INVALID, "only one platform can be asked about");
    }
    String name = call.variable("name");
    Images.Image image = new ImageCatalogue(store).image(name, platforms.stream().findFirst());
    var statements =
        new StatementList(store, call.query().all("type"), call.query().flag("statement"));
    call.answer(statements.of(store.images().resolve(name).target(), image.manifestDescriptor()));
  }

  private List<String> tags(ImageCatalogue catalogue, Digest id) {
    return catalogue.list(ImageFilter.all()).stream()
        .filter(each -> each.id().equals(id))
        .flatMap(each -> each.entry().name().stream())
        .map(ImageReference::familiar)
        .toList();
  }

  private void tag(Call call) throws IOException {
    Images.Entry entry = store.images().resolve(call.variable("name"));
    String repository = call.query().text("repo");
    if (repository.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "repo is required");
    }
    ImageReference name = named(repository, call.query().text("tag"));
    if (name.digest().isPresent()) {
      throw new DrydockException(
          ErrorKind.INVALID, "refusing to create a tag with a digest reference");
    }
    store.images().tag(name, entry.target());
    publish("tag", id(entry), name.familiar());
    call.answer(201);
  }

  /** The reference of a repository and a tag that stand apart. */
  static ImageReference named(String repository, String tag) {
    return ImageReference.parse(tag.isEmpty() ? repository : repository + ":" + tag)
        .withDefaultTag();
  }

  private Digest id(Images.Entry entry) {
    return new ImageCatalogue(store)
        .image(entry.target().digest().toString(), Optional.empty())
        .id();
  }

  private void remove(Call call) throws IOException {
    String word = call.variable("name");
    boolean force = call.query().flag("force");
    Images.Entry entry = store.images().resolve(word);
    Digest id = id(entry);
    List<Platform> platforms = platforms(call);
    var removal = new ImageRemoval(store);
    List<Removed> removed =
        platforms.isEmpty()
            ? removal.remove(word, force)
            : removal.removePlatforms(word, platforms);
    var array = new JsonArray();
    for (Removed each : removed) {
      array.add(describe(each));
      publish(each, id);
    }
    call.answer(array);
  }

  private static JsonObject describe(Removed removed) {
    var json = new JsonObject();
    switch (removed) {
      case Removed.Untagged(String name) -> json.addProperty("Untagged", name);
      case Removed.Deleted(Digest digest) -> json.addProperty("Deleted", digest.toString());
    }
    return json;
  }

  private void publish(Removed removed, Digest id) {
    switch (removed) {
      case Removed.Untagged(String name) -> publish("untag", id, name);
      case Removed.Deleted(Digest digest) -> {
        if (digest.equals(id)) {
          publish("delete", id, id.toString());
        }
      }
    }
  }

  private void publish(String action, Digest id, String name) {
    events.publish(
        EventType.IMAGE, action, id.toString(), new LinkedHashMap<>(Map.of("name", name)));
  }

  /** The parameter {@code platform} or {@code platforms}: JSON, or docker's short form. */
  static List<Platform> platforms(Call call) {
    var platforms = new ArrayList<Platform>();
    for (String each : call.query().all("platforms")) {
      platforms.addAll(PlatformParameter.parse(each));
    }
    for (String each : call.query().all("platform")) {
      platforms.addAll(PlatformParameter.parse(each));
    }
    return platforms;
  }

  private void prune(Call call) throws IOException {
    Filters asked = call.query().filters().allow(Set.of("dangling", "until", "label", "label!"));
    boolean all = !asked.flag("dangling").orElse(true);
    var labels = new ArrayList<PruneOptions.LabelFilter>();
    asked.values("label").forEach(each -> labels.add(PruneOptions.LabelFilter.parse(each, false)));
    asked.values("label!").forEach(each -> labels.add(PruneOptions.LabelFilter.parse(each, true)));
    var until = asked.values("until").stream().findFirst().map(ImageFilter::time);
    PruneReport report =
        store.collector().prune(new PruneOptions(all, until, labels, users.images()));
    var deleted = new JsonArray();
    for (Images.Entry each : report.images()) {
      each.name().ifPresent(name -> deleted.add(describe(new Removed.Untagged(name.familiar()))));
    }
    report.blobs().forEach(each -> deleted.add(describe(new Removed.Deleted(each))));
    var json = new JsonObject();
    json.add("ImagesDeleted", deleted.isEmpty() ? JsonNull.INSTANCE : deleted);
    json.addProperty("SpaceReclaimed", report.bytes());
    events.publish(
        EventType.IMAGE,
        "prune",
        "",
        new LinkedHashMap<>(Map.of("reclaimed", Long.toString(report.bytes()))));
    call.answer(json);
  }
}
