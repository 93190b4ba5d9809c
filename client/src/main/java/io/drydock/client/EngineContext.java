package io.drydock.client;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.util.Optional;

/**
 * A named engine of the user, as docker keeps it.
 *
 * @param host as in {@code DOCKER_HOST}; empty when the context has no engine
 * @param skipTlsVerify takes any certificate
 */
public record EngineContext(String name, String description, String host, boolean skipTlsVerify) {
  static EngineContext of(JsonObject document) {
    JsonObject docker =
        Json.child(document, "Endpoints")
            .flatMap(each -> Json.child(each, "docker"))
            .orElseGet(JsonObject::new);
    Optional<JsonObject> metadata = Json.child(document, "Metadata");
    return new EngineContext(
        Json.string(document, "Name").orElse(""),
        metadata.flatMap(each -> Json.string(each, "Description")).orElse(""),
        Json.string(docker, "Host").orElse(""),
        Json.flag(docker, "SkipTLSVerify"));
  }

  /** As {@code meta.json} has it. */
  public JsonObject toJson() {
    var metadata = new JsonObject();
    if (!description.isEmpty()) {
      metadata.addProperty("Description", description);
    }
    var docker = new JsonObject();
    docker.addProperty("Host", host);
    docker.addProperty("SkipTLSVerify", skipTlsVerify);
    var endpoints = new JsonObject();
    endpoints.add("docker", docker);
    var document = new JsonObject();
    document.addProperty("Name", name);
    document.add("Metadata", metadata);
    document.add("Endpoints", endpoints);
    return document;
  }
}
