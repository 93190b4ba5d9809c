package io.drydock.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reading of recorded cases. */
public final class Cases {
  private Cases() {}

  /** The JSON object in the file. */
  public static JsonObject read(Path file) throws IOException {
    return Json.object(Files.readAllBytes(file), file.toString());
  }

  /** The objects of a list in the document. */
  public static List<JsonObject> list(JsonObject document, String key) {
    return Json.children(document, key);
  }

  /** The strings of a list, empty for an absent or null one. */
  public static List<String> strings(JsonObject object, String key) {
    var strings = new ArrayList<String>();
    if (object.get(key) instanceof JsonArray array) {
      for (JsonElement each : array) {
        strings.add(each.getAsString());
      }
    }
    return strings;
  }

  /** The string, empty for an absent or null one. */
  public static String string(JsonObject object, String key) {
    return Json.string(object, key).orElse("");
  }

  /** The flag, false for an absent or null one. */
  public static boolean flag(JsonObject object, String key) {
    return object.has(key) && object.get(key).isJsonPrimitive() && object.get(key).getAsBoolean();
  }
}
