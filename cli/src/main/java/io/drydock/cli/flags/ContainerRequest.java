package io.drydock.cli.flags;

import com.google.gson.JsonObject;
import io.drydock.container.ContainerJson;
import io.drydock.container.ContainerSpec;

/**
 * What {@code run} and {@code create} ask an engine for.
 *
 * @param name empty to have one made
 * @param platform as {@code linux/arm64}, or empty
 * @param isolation of Windows, which only engines of others take; or empty
 */
public record ContainerRequest(String name, String platform, String isolation, ContainerSpec spec) {

  public ContainerRequest withSpec(ContainerSpec changed) {
    return new ContainerRequest(name, platform, isolation, changed);
  }

  /** The body of {@code POST /containers/create}. */
  public JsonObject body() {
    JsonObject body = ContainerJson.write(spec);
    if (!isolation.isEmpty()) {
      body.getAsJsonObject("HostConfig").addProperty("Isolation", isolation);
    }
    return body;
  }

  public String image() {
    return spec.settings().image();
  }
}
