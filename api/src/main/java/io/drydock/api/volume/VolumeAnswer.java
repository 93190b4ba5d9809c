package io.drydock.api.volume;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.engine.volume.Volume;
import io.drydock.engine.volume.VolumeUsage;
import java.util.Map;

/** Volumes as the API shows them. */
public final class VolumeAnswer {
  private VolumeAnswer() {}

  public static JsonObject write(Volume volume) {
    var json = new JsonObject();
    json.addProperty("CreatedAt", volume.created().toString());
    json.addProperty("Driver", volume.driver());
    json.add("Labels", orNull(volume.labels()));
    json.addProperty("Mountpoint", volume.mountpoint().toString());
    json.addProperty("Name", volume.name());
    json.add("Options", orNull(volume.options()));
    json.addProperty("Scope", volume.scope());
    return json;
  }

  /** With what it takes, as {@code GET /system/df} shows it. */
  public static JsonObject write(Volume volume, VolumeUsage usage) {
    JsonObject json = write(volume);
    var data = new JsonObject();
    data.addProperty("RefCount", usage.references());
    data.addProperty("Size", usage.size());
    json.add("UsageData", data);
    return json;
  }

  private static JsonElement orNull(Map<String, String> map) {
    return map.isEmpty() ? JsonNull.INSTANCE : Json.object(map);
  }
}
