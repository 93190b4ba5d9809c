package io.drydock.api.image;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Platforms in queries: {@code linux/arm64}, a JSON object, or a JSON list of objects or texts. */
public final class PlatformParameter {
  private PlatformParameter() {}

  public static List<Platform> parse(String text) {
    String value = text.strip();
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.startsWith("{") && !value.startsWith("[")) {
      return List.of(Platform.parse(value));
    }
    JsonElement json = Json.parse(value.getBytes(StandardCharsets.UTF_8), "the platform");
    if (!json.isJsonArray()) {
      return List.of(platform(json));
    }
    var platforms = new ArrayList<Platform>();
    json.getAsJsonArray().forEach(each -> platforms.add(platform(each)));
    return platforms;
  }

  private static Platform platform(JsonElement json) {
    if (json instanceof JsonObject object) {
      return Platform.of(
          Json.string(object, "os").orElse("linux"),
          Json.string(object, "architecture").orElse(""),
          Json.string(object, "variant").orElse(""));
    }
    if (json.isJsonPrimitive()) {
      String text = json.getAsString();
      return text.startsWith("{") ? parse(text).getFirst() : Platform.parse(text);
    }
    throw new DrydockException(ErrorKind.INVALID, "invalid platform: " + json);
  }
}
