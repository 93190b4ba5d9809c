package io.drydock.engine.files;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.time.Instant;
import java.util.Base64;

/**
 * What {@code X-Docker-Container-Path-Stat} says of a file.
 *
 * @param mode as Go's {@code os.FileMode}
 * @param linkTarget where a symbolic link leads in the end, absolute; empty for all else
 */
public record PathStat(String name, long size, long mode, Instant modified, String linkTarget) {
  /** The header's value. */
  public String toHeader() {
    var json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("size", size);
    json.addProperty("mode", mode);
    json.addProperty("mtime", modified.toString());
    json.addProperty("linkTarget", linkTarget);
    return Base64.getEncoder().encodeToString(Json.bytes(json));
  }
}
