package io.drydock.container;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;

/** Volume specs as the JSON of Docker's API, and back. */
public final class VolumeJson {
  private VolumeJson() {}

  /**
   * The spec that the body of {@code POST /volumes/create} holds.
   *
   * @throws DrydockException of kind UNSUPPORTED for cluster volumes, which need Swarm
   */
  public static VolumeSpec read(JsonObject json) {
    if (Json.child(json, "ClusterVolumeSpec").isPresent()) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED, "cluster volumes need Swarm, which this engine does not have");
    }
    return new VolumeSpec(
        Members.string(json, "Name"),
        Members.string(json, "Driver"),
        Members.map(json, "DriverOpts"),
        Members.map(json, "Labels"));
  }

  /** The body of {@code POST /volumes/create}. */
  public static JsonObject write(VolumeSpec spec) {
    var json = new JsonObject();
    json.addProperty("Name", spec.name());
    json.addProperty("Driver", spec.driver());
    json.add("DriverOpts", Json.object(spec.driverOptions()));
    json.add("Labels", Json.object(spec.labels()));
    return json;
  }
}
