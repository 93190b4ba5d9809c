package io.drydock.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.container.HostConfig.LogConfig;
import io.drydock.container.HostConfig.Namespaces;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.container.HostConfig.SecurityOptions;
import io.drydock.container.Networking.PortBinding;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** {@code HostConfig} of Docker's API, as JSON and back. */
public final class HostConfigJson {
  private HostConfigJson() {}

  /**
   * @throws DrydockException of kind INVALID when a member has the wrong type or only means
   *     something on Windows
   */
  public static HostConfig read(JsonObject json) {
    String isolation = Members.string(json, "Isolation");
    if (!isolation.isEmpty() && !isolation.equals("default")) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid isolation '" + isolation + "': Linux knows only 'default'");
    }
    return new HostConfig(
        storage(json),
        networking(json),
        new Namespaces(
            Members.string(json, "CgroupnsMode"),
            Members.string(json, "IpcMode"),
            Members.string(json, "PidMode"),
            Members.string(json, "UsernsMode"),
            Members.string(json, "UTSMode")),
        security(json),
        ResourcesJson.read(json),
        Json.child(json, "LogConfig")
            .map(each -> new LogConfig(Members.string(each, "Type"), Members.map(each, "Config")))
            .orElse(LogConfig.DEFAULT),
        restartPolicy(json),
        Json.flag(json, "AutoRemove"),
        Members.flag(json, "Init"),
        Members.string(json, "Runtime"),
        Members.map(json, "Annotations"),
        consoleSize(json),
        Members.string(json, "ContainerIDFile"));
  }

  /** The member {@code RestartPolicy}, {@link RestartPolicy#NO} when it is absent. */
  public static RestartPolicy restartPolicy(JsonObject json) {
    return Json.child(json, "RestartPolicy")
        .map(each ->
            new RestartPolicy(
                Members.string(each, "Name"), Members.integer(each, "MaximumRetryCount")))
        .orElse(RestartPolicy.NO);
  }

  private static ConsoleSize consoleSize(JsonObject json) {
    if (json.get("ConsoleSize") instanceof JsonArray array && array.size() == 2) {
      return new ConsoleSize(array.get(0).getAsInt(), array.get(1).getAsInt());
    }
    return new ConsoleSize(0, 0);
  }

  private static Storage storage(JsonObject json) {
    return new Storage(
        Json.strings(json, "Binds"),
        Members.each(json, "Mounts", MountJson::read),
        Members.map(json, "Tmpfs"),
        Json.strings(json, "VolumesFrom"),
        Members.string(json, "VolumeDriver"),
        Json.flag(json, "ReadonlyRootfs"),
        Members.map(json, "StorageOpt"));
  }

  private static Networking networking(JsonObject json) {
    return new Networking(
        Members.string(json, "NetworkMode"),
        portBindings(json),
        Json.flag(json, "PublishAllPorts"),
        Json.strings(json, "Dns"),
        Json.strings(json, "DnsOptions"),
        Json.strings(json, "DnsSearch"),
        Json.strings(json, "ExtraHosts"),
        Json.strings(json, "Links"));
  }

  private static SequencedMap<String, List<PortBinding>> portBindings(JsonObject json) {
    var bindings = new LinkedHashMap<String, List<PortBinding>>();
    Json.child(json, "PortBindings")
        .ifPresent(ports ->
            ports
                .keySet()
                .forEach(port ->
                    bindings.put(port, Members.each(ports, port, HostConfigJson::portBinding))));
    return bindings;
  }

  private static PortBinding portBinding(JsonObject json) {
    return new PortBinding(Members.string(json, "HostIp"), Members.string(json, "HostPort"));
  }

  private static SecurityOptions security(JsonObject json) {
    return new SecurityOptions(
        Json.strings(json, "CapAdd"),
        Json.strings(json, "CapDrop"),
        Json.strings(json, "GroupAdd"),
        Json.flag(json, "Privileged"),
        Json.strings(json, "SecurityOpt"),
        Members.map(json, "Sysctls"),
        Members.list(json, "MaskedPaths"),
        Members.list(json, "ReadonlyPaths"));
  }

  /** All members that Docker writes on Linux. */
  public static JsonObject write(HostConfig host) {
    var json = new JsonObject();
    write(json, host.storage());
    json.addProperty("ContainerIDFile", host.containerIdFile());
    var log = new JsonObject();
    log.addProperty("Type", host.logConfig().type());
    log.add("Config", Json.object(host.logConfig().config()));
    json.add("LogConfig", log);
    write(json, host.networking());
    json.add("RestartPolicy", write(host.restartPolicy()));
    json.addProperty("AutoRemove", host.autoRemove());
    host.init().ifPresent(each -> json.addProperty("Init", each));
    if (!host.runtime().isEmpty()) {
      json.addProperty("Runtime", host.runtime());
    }
    var size = new JsonArray();
    size.add(host.consoleSize().height());
    size.add(host.consoleSize().width());
    json.add("ConsoleSize", size);
    if (!host.annotations().isEmpty()) {
      json.add("Annotations", Json.object(host.annotations()));
    }
    write(json, host.namespaces());
    write(json, host.security());
    ResourcesJson.write(json, host.resources());
    json.addProperty("OomScoreAdj", host.resources().oomScoreAdjustment());
    json.addProperty("ShmSize", host.resources().shmSizeBytes());
    return json;
  }

  public static JsonObject write(RestartPolicy policy) {
    var json = new JsonObject();
    json.addProperty("Name", policy.name());
    json.addProperty("MaximumRetryCount", policy.maximumRetryCount());
    return json;
  }

  private static void write(JsonObject json, Storage storage) {
    json.add("Binds", Members.orNull(storage.binds()));
    if (!storage.mounts().isEmpty()) {
      json.add("Mounts", Members.array(storage.mounts(), MountJson::write));
    }
    if (!storage.tmpfs().isEmpty()) {
      json.add("Tmpfs", Json.object(storage.tmpfs()));
    }
    json.addProperty("VolumeDriver", storage.volumeDriver());
    json.add("VolumesFrom", Members.orNull(storage.volumesFrom()));
    json.addProperty("ReadonlyRootfs", storage.readonlyRootfs());
    if (!storage.options().isEmpty()) {
      json.add("StorageOpt", Json.object(storage.options()));
    }
  }

  private static void write(JsonObject json, Networking networking) {
    json.addProperty("NetworkMode", networking.networkMode());
    json.add("PortBindings", portBindings(networking.portBindings()));
    json.addProperty("PublishAllPorts", networking.publishAllPorts());
    json.add("Dns", Json.array(networking.dns()));
    json.add("DnsOptions", Json.array(networking.dnsOptions()));
    json.add("DnsSearch", Json.array(networking.dnsSearch()));
    json.add("ExtraHosts", Members.orNull(networking.extraHosts()));
    json.add("Links", Members.orNull(networking.links()));
  }

  /** Bindings by port, as {@code PortBindings} and {@code Ports} list them. */
  public static JsonObject portBindings(SequencedMap<String, List<PortBinding>> bindings) {
    var json = new JsonObject();
    bindings.forEach(
        (port, each) -> json.add(port, Members.array(each, HostConfigJson::portBinding)));
    return json;
  }

  private static JsonObject portBinding(PortBinding binding) {
    var json = new JsonObject();
    json.addProperty("HostIp", binding.hostIp());
    json.addProperty("HostPort", binding.hostPort());
    return json;
  }

  private static void write(JsonObject json, Namespaces namespaces) {
    json.addProperty("CgroupnsMode", namespaces.cgroup());
    json.addProperty("IpcMode", namespaces.ipc());
    json.addProperty("PidMode", namespaces.pid());
    json.addProperty("UTSMode", namespaces.uts());
    json.addProperty("UsernsMode", namespaces.user());
    json.addProperty("Cgroup", "");
    json.addProperty("Isolation", "");
  }

  private static void write(JsonObject json, SecurityOptions security) {
    json.add("CapAdd", Members.orNull(security.capAdd()));
    json.add("CapDrop", Members.orNull(security.capDrop()));
    json.add("GroupAdd", Members.orNull(security.groupAdd()));
    json.addProperty("Privileged", security.privileged());
    json.add("SecurityOpt", Members.orNull(security.securityOptions()));
    if (!security.sysctls().isEmpty()) {
      json.add("Sysctls", Json.object(security.sysctls()));
    }
    json.add("MaskedPaths", Members.orNull(security.maskedPaths()));
    json.add("ReadonlyPaths", Members.orNull(security.readonlyPaths()));
  }
}
