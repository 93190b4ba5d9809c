package io.drydock.distribution.images;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** One image in full, as the Engine API's {@code GET /images/NAME/json} says it. */
public final class ImageDetails {
  private final ImageCatalogue catalogue;

  public ImageDetails(ImageCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  public JsonObject of(Images.Image image) {
    ImageConfig config = image.config();
    var json = new JsonObject();
    json.addProperty("Id", image.id().toString());
    names(json, image);
    json.addProperty("Parent", "");
    json.addProperty("Comment", comment(config));
    json.addProperty("Created", config.created().map(Instant::toString).orElse(""));
    json.addProperty("DockerVersion", "");
    json.addProperty("Author", config.author());
    json.add("Config", config(config.config()));
    json.addProperty("Architecture", config.platform().architecture());
    if (!config.platform().variant().isEmpty()) {
      json.addProperty("Variant", config.platform().variant());
    }
    json.addProperty("Os", config.platform().os());
    json.addProperty("Size", catalogue.size(image));
    json.add("RootFS", rootFs(config));
    json.add("Metadata", metadata(image));
    json.add("Descriptor", image.manifestDescriptor().bare().toJson());
    return json;
  }

  private void names(JsonObject json, Images.Image image) {
    var tags = new JsonArray();
    var digests = new TreeSet<String>();
    for (Images.Entry entry : entries(image)) {
      entry
          .name()
          .ifPresent(name -> {
            if (name.tag().isPresent()) {
              tags.add(name.familiar());
            }
            catalogue
                .repositoryDigest(name, entry.target().digest())
                .ifPresent(each -> digests.add(digested(name, each)));
          });
    }
    json.add("RepoTags", tags);
    json.add("RepoDigests", Json.array(digests));
  }

  private static String digested(ImageReference name, Digest digest) {
    return name.familiarName() + "@" + digest;
  }

  private List<Images.Entry> entries(Images.Image image) {
    return catalogue.store().images().list().stream()
        .filter(each ->
            catalogue.image(each.target()).filter(one -> one.id().equals(image.id())).isPresent())
        .toList();
  }

  private static String comment(ImageConfig config) {
    return config.history().isEmpty() ? "" : config.history().getLast().comment();
  }

  private static JsonObject rootFs(ImageConfig config) {
    var json = new JsonObject();
    json.addProperty("Type", "layers");
    json.add("Layers", Json.array(config.diffIds().stream().map(Digest::toString).toList()));
    return json;
  }

  private JsonObject metadata(Images.Image image) {
    Optional<Instant> tagged =
        entries(image).stream().map(Images.Entry::tagged).max(Instant::compareTo);
    var json = new JsonObject();
    json.addProperty("LastTagTime", tagged.map(Instant::toString).orElse("0001-01-01T00:00:00Z"));
    return json;
  }

  /** The members that docker always shows, and those that are only there when set. */
  private static JsonObject config(ContainerConfig config) {
    var json = new JsonObject();
    json.addProperty("Hostname", "");
    json.addProperty("Domainname", "");
    json.addProperty("User", config.user());
    json.addProperty("AttachStdin", false);
    json.addProperty("AttachStdout", false);
    json.addProperty("AttachStderr", false);
    if (!config.exposedPorts().isEmpty()) {
      json.add("ExposedPorts", keys(config.exposedPorts()));
    }
    json.addProperty("Tty", false);
    json.addProperty("OpenStdin", false);
    json.addProperty("StdinOnce", false);
    json.add("Env", listOrNull(Optional.of(config.env()).filter(each -> !each.isEmpty())));
    json.add("Cmd", listOrNull(config.cmd()));
    config.healthcheck().ifPresent(each -> json.add("Healthcheck", healthcheck(each)));
    json.addProperty("Image", "");
    json.add("Volumes", config.volumes().isEmpty() ? JsonNull.INSTANCE : keys(config.volumes()));
    json.addProperty("WorkingDir", config.workingDir());
    json.add("Entrypoint", listOrNull(config.entrypoint()));
    json.add("OnBuild", listOrNull(Optional.of(config.onBuild()).filter(each -> !each.isEmpty())));
    json.add(
        "Labels", config.labels().isEmpty() ? JsonNull.INSTANCE : Json.object(config.labels()));
    if (!config.stopSignal().isEmpty()) {
      json.addProperty("StopSignal", config.stopSignal());
    }
    if (!config.shell().isEmpty()) {
      json.add("Shell", Json.array(config.shell()));
    }
    return json;
  }

  private static JsonObject healthcheck(ContainerConfig.Healthcheck check) {
    var json = new JsonObject();
    if (!check.test().isEmpty()) {
      json.add("Test", Json.array(check.test()));
    }
    addIfSet(json, "Interval", check.intervalNanos());
    addIfSet(json, "Timeout", check.timeoutNanos());
    addIfSet(json, "StartPeriod", check.startPeriodNanos());
    addIfSet(json, "StartInterval", check.startIntervalNanos());
    addIfSet(json, "Retries", check.retries());
    return json;
  }

  private static void addIfSet(JsonObject json, String name, long value) {
    if (value != 0) {
      json.addProperty(name, value);
    }
  }

  private static JsonElement listOrNull(Optional<List<String>> list) {
    return list.<JsonElement>map(Json::array).orElse(JsonNull.INSTANCE);
  }

  private static JsonObject keys(Collection<String> names) {
    var json = new JsonObject();
    names.forEach(each -> json.add(each, new JsonObject()));
    return json;
  }
}
