package io.drydock.engine.volume;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.engine.volume.MountPoint.Details;
import io.drydock.engine.volume.MountPoint.ReadOnlyReach;
import java.util.Locale;

/** Mounts of a container as JSON: for the container's state, and for its inspection. */
public final class MountPointJson {
  private MountPointJson() {}

  /** {@code MountPoint} of Docker's API. */
  public static JsonObject inspect(MountPoint mount) {
    var json = new JsonObject();
    json.addProperty("Type", mount.type().word());
    if (!mount.name().isEmpty()) {
      json.addProperty("Name", mount.name());
    }
    json.addProperty("Source", mount.source());
    json.addProperty("Destination", mount.destination());
    if (!mount.driver().isEmpty()) {
      json.addProperty("Driver", mount.driver());
    }
    json.addProperty("Mode", mount.mode());
    json.addProperty("RW", mount.readWrite());
    json.addProperty("Propagation", mount.propagation());
    return json;
  }

  /** All of it, for {@link #read}. */
  public static JsonObject write(MountPoint mount) {
    JsonObject json = inspect(mount);
    Details details = mount.details();
    json.addProperty("Anonymous", details.anonymous());
    json.addProperty("CreateSource", details.createSource());
    json.addProperty("Recursive", details.recursive());
    json.addProperty("ReadOnlyReach", details.readOnly().name());
    json.addProperty("CopyUp", details.copyUp());
    json.addProperty("Subpath", details.subpath());
    json.add("TmpfsOptions", Json.array(details.tmpfsOptions()));
    return json;
  }

  /** The mount that {@link #write} wrote. */
  public static MountPoint read(JsonObject json) {
    return new MountPoint(
        MountType.valueOf(text(json, "Type").toUpperCase(Locale.ROOT)),
        text(json, "Name"),
        text(json, "Driver"),
        text(json, "Source"),
        text(json, "Destination"),
        text(json, "Mode"),
        Json.flag(json, "RW"),
        text(json, "Propagation"),
        new Details(
            Json.flag(json, "Anonymous"),
            Json.flag(json, "CreateSource"),
            Json.flag(json, "Recursive"),
            ReadOnlyReach.valueOf(text(json, "ReadOnlyReach")),
            Json.flag(json, "CopyUp"),
            text(json, "Subpath"),
            Json.strings(json, "TmpfsOptions")));
  }

  private static String text(JsonObject json, String key) {
    return Json.string(json, key).orElse("");
  }
}
