package io.drydock.oci;

import com.google.gson.JsonObject;
import io.drydock.core.Json;

/** Platforms as an index and a config write them. */
final class PlatformJson {
  private PlatformJson() {}

  static Platform read(JsonObject json) {
    return new Platform(
        Json.string(json, "os").orElse(""),
        Json.string(json, "architecture").orElse(""),
        Json.string(json, "variant").orElse(""),
        Json.string(json, "os.version").orElse(""),
        Json.strings(json, "os.features"));
  }

  static JsonObject write(Platform platform) {
    var json = new JsonObject();
    json.addProperty("architecture", platform.architecture());
    json.addProperty("os", platform.os());
    if (!platform.osVersion().isEmpty()) {
      json.addProperty("os.version", platform.osVersion());
    }
    if (!platform.osFeatures().isEmpty()) {
      json.add("os.features", Json.array(platform.osFeatures()));
    }
    if (!platform.variant().isEmpty()) {
      json.addProperty("variant", platform.variant());
    }
    return json;
  }
}
