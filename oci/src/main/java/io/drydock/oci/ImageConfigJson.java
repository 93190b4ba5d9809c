package io.drydock.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Image configs as JSON, member names and order as Docker writes them. */
final class ImageConfigJson {
  private ImageConfigJson() {}

  static ImageConfig read(byte[] raw) {
    JsonObject json = Json.object(raw, "image config");
    JsonObject rootfs = Json.child(json, "rootfs").orElseGet(JsonObject::new);
    return new ImageConfig(
        PlatformJson.read(json),
        instant(json, "created"),
        Json.string(json, "author").orElse(""),
        Json.child(json, "config")
            .map(ImageConfigJson::readContainer)
            .orElse(ContainerConfig.EMPTY),
        Json.strings(rootfs, "diff_ids").stream().map(Digest::parse).toList(),
        Json.children(json, "history").stream().map(ImageConfigJson::readHistory).toList());
  }

  private static ContainerConfig readContainer(JsonObject json) {
    return new ContainerConfig(
        Json.string(json, "User").orElse(""),
        keys(json, "ExposedPorts"),
        Json.strings(json, "Env"),
        list(json, "Entrypoint"),
        list(json, "Cmd"),
        keys(json, "Volumes"),
        Json.string(json, "WorkingDir").orElse(""),
        new LinkedHashMap<>(Json.stringMap(json, "Labels")),
        Json.string(json, "StopSignal").orElse(""),
        Json.child(json, "Healthcheck").map(HealthcheckJson::read),
        Json.strings(json, "OnBuild"),
        Json.strings(json, "Shell"));
  }

  private static ImageConfig.History readHistory(JsonObject json) {
    return new ImageConfig.History(
        instant(json, "created"),
        Json.string(json, "created_by").orElse(""),
        Json.string(json, "author").orElse(""),
        Json.string(json, "comment").orElse(""),
        Json.flag(json, "empty_layer"));
  }

  private static Optional<Instant> instant(JsonObject json, String key) {
    return Json.string(json, key).map(Timestamps::parse);
  }

  private static Optional<List<String>> list(JsonObject json, String key) {
    JsonElement element = json.get(key);
    return element == null || element.isJsonNull()
        ? Optional.empty()
        : Optional.of(Json.strings(json, key));
  }

  private static SequencedSet<String> keys(JsonObject json, String key) {
    return Json.child(json, key)
        .map(child -> new LinkedHashSet<>(child.keySet()))
        .orElseGet(LinkedHashSet::new);
  }

  static byte[] write(ImageConfig image) {
    JsonObject json = new JsonObject();
    json.addProperty("architecture", image.platform().architecture());
    if (!image.author().isEmpty()) {
      json.addProperty("author", image.author());
    }
    json.add("config", writeContainer(image.config()));
    image.created().ifPresent(each -> json.addProperty("created", Timestamps.format(each)));
    var history = new JsonArray();
    image.history().forEach(each -> history.add(writeHistory(each)));
    if (!history.isEmpty()) {
      json.add("history", history);
    }
    json.addProperty("os", image.platform().os());
    optional(json, "os.version", image.platform().osVersion());
    if (!image.platform().osFeatures().isEmpty()) {
      json.add("os.features", Json.array(image.platform().osFeatures()));
    }
    var rootfs = new JsonObject();
    rootfs.addProperty("type", "layers");
    rootfs.add("diff_ids", Json.array(image.diffIds().stream().map(Digest::toString).toList()));
    json.add("rootfs", rootfs);
    optional(json, "variant", image.platform().variant());
    return Json.bytes(json);
  }

  private static JsonObject writeContainer(ContainerConfig config) {
    var json = new JsonObject();
    optional(json, "User", config.user());
    keys(json, "ExposedPorts", config.exposedPorts());
    if (!config.env().isEmpty()) {
      json.add("Env", Json.array(config.env()));
    }
    config.entrypoint().ifPresent(each -> json.add("Entrypoint", Json.array(each)));
    config.cmd().ifPresent(each -> json.add("Cmd", Json.array(each)));
    keys(json, "Volumes", config.volumes());
    optional(json, "WorkingDir", config.workingDir());
    if (!config.labels().isEmpty()) {
      json.add("Labels", Json.object(config.labels()));
    }
    optional(json, "StopSignal", config.stopSignal());
    config.healthcheck().ifPresent(each -> json.add("Healthcheck", HealthcheckJson.write(each)));
    if (!config.onBuild().isEmpty()) {
      json.add("OnBuild", Json.array(config.onBuild()));
    }
    if (!config.shell().isEmpty()) {
      json.add("Shell", Json.array(config.shell()));
    }
    return json;
  }

  private static JsonObject writeHistory(ImageConfig.History history) {
    var json = new JsonObject();
    history.created().ifPresent(each -> json.addProperty("created", Timestamps.format(each)));
    optional(json, "created_by", history.createdBy());
    optional(json, "author", history.author());
    optional(json, "comment", history.comment());
    if (history.emptyLayer()) {
      json.addProperty("empty_layer", true);
    }
    return json;
  }

  private static void optional(JsonObject json, String key, String value) {
    if (!value.isEmpty()) {
      json.addProperty(key, value);
    }
  }

  private static void keys(JsonObject json, String key, SequencedSet<String> names) {
    if (!names.isEmpty()) {
      var object = new JsonObject();
      names.forEach(each -> object.add(each, new JsonObject()));
      json.add(key, object);
    }
  }
}
