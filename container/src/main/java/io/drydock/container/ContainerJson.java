package io.drydock.container;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.container.ContainerSettings.StandardStreams;
import io.drydock.core.Json;
import io.drydock.oci.HealthcheckJson;
import java.util.LinkedHashMap;
import java.util.OptionalInt;

/** Container specs as the JSON of Docker's API, and back. Unknown members are ignored. */
public final class ContainerJson {
  private ContainerJson() {}

  /**
   * The spec that the body of {@code POST /containers/create} holds.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID when a member has the wrong type
   */
  public static ContainerSpec read(JsonObject json) {
    var networks = new LinkedHashMap<String, EndpointSettings>();
    Json.child(json, "NetworkingConfig")
        .flatMap(each -> Json.child(each, "EndpointsConfig"))
        .ifPresent(each -> each.keySet().forEach(name -> networks.put(name, endpoint(each, name))));
    return new ContainerSpec(
        settings(json),
        Json.child(json, "HostConfig").map(HostConfigJson::read).orElse(HostConfig.DEFAULT),
        networks);
  }

  private static EndpointSettings endpoint(JsonObject endpoints, String name) {
    return Json.child(endpoints, name)
        .map(NetworkJson::readEndpoint)
        .orElse(EndpointSettings.DEFAULT);
  }

  /** The body of {@code POST /containers/create}. */
  public static JsonObject write(ContainerSpec spec) {
    JsonObject json = write(spec.settings());
    json.add("HostConfig", HostConfigJson.write(spec.host()));
    var endpoints = new JsonObject();
    spec.networks().forEach((name, each) -> endpoints.add(name, NetworkJson.write(each)));
    var networking = new JsonObject();
    networking.add("EndpointsConfig", endpoints);
    json.add("NetworkingConfig", networking);
    return json;
  }

  /** The {@code Config} that the object holds. */
  public static ContainerSettings settings(JsonObject json) {
    return new ContainerSettings(
        Members.string(json, "Image"),
        Members.string(json, "Hostname"),
        Members.string(json, "Domainname"),
        Members.string(json, "User"),
        streams(json),
        Members.keys(json, "ExposedPorts"),
        Json.strings(json, "Env"),
        Members.words(json, "Cmd"),
        Members.words(json, "Entrypoint"),
        Json.child(json, "Healthcheck").map(HealthcheckJson::read),
        Members.keys(json, "Volumes"),
        Members.string(json, "WorkingDir"),
        Json.flag(json, "NetworkDisabled"),
        Members.string(json, "MacAddress"),
        Json.strings(json, "OnBuild"),
        Members.map(json, "Labels"),
        Members.string(json, "StopSignal"),
        Json.number(json, "StopTimeout").isPresent()
            ? OptionalInt.of(Members.integer(json, "StopTimeout"))
            : OptionalInt.empty(),
        Json.strings(json, "Shell"));
  }

  private static StandardStreams streams(JsonObject json) {
    return new StandardStreams(
        Json.flag(json, "AttachStdin"),
        Json.flag(json, "AttachStdout"),
        Json.flag(json, "AttachStderr"),
        Json.flag(json, "Tty"),
        Json.flag(json, "OpenStdin"),
        Json.flag(json, "StdinOnce"));
  }

  /** The settings as {@code Config}. */
  public static JsonObject write(ContainerSettings settings) {
    var json = new JsonObject();
    json.addProperty("Hostname", settings.hostname());
    json.addProperty("Domainname", settings.domainname());
    json.addProperty("User", settings.user());
    write(json, settings.streams());
    if (!settings.exposedPorts().isEmpty()) {
      json.add("ExposedPorts", Members.set(settings.exposedPorts()));
    }
    json.add("Env", Members.orNull(settings.env()));
    json.add("Cmd", Members.orNull(settings.cmd()));
    settings.healthcheck().ifPresent(each -> json.add("Healthcheck", HealthcheckJson.write(each)));
    json.addProperty("Image", settings.image());
    json.add(
        "Volumes",
        settings.volumes().isEmpty() ? JsonNull.INSTANCE : Members.set(settings.volumes()));
    json.addProperty("WorkingDir", settings.workingDir());
    json.add("Entrypoint", Members.orNull(settings.entrypoint()));
    writeRest(json, settings);
    return json;
  }

  private static void writeRest(JsonObject json, ContainerSettings settings) {
    if (settings.networkDisabled()) {
      json.addProperty("NetworkDisabled", true);
    }
    if (!settings.macAddress().isEmpty()) {
      json.addProperty("MacAddress", settings.macAddress());
    }
    json.add("OnBuild", Members.orNull(settings.onBuild()));
    json.add("Labels", Json.object(settings.labels()));
    if (!settings.stopSignal().isEmpty()) {
      json.addProperty("StopSignal", settings.stopSignal());
    }
    settings.stopTimeout().ifPresent(each -> json.addProperty("StopTimeout", each));
    if (!settings.shell().isEmpty()) {
      json.add("Shell", Json.array(settings.shell()));
    }
  }

  private static void write(JsonObject json, StandardStreams streams) {
    json.addProperty("AttachStdin", streams.attachStdin());
    json.addProperty("AttachStdout", streams.attachStdout());
    json.addProperty("AttachStderr", streams.attachStderr());
    json.addProperty("Tty", streams.tty());
    json.addProperty("OpenStdin", streams.openStdin());
    json.addProperty("StdinOnce", streams.stdinOnce());
  }
}
