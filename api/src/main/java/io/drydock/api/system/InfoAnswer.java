package io.drydock.api.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.route.ApiVersion;
import io.drydock.core.Json;
import io.drydock.core.Release;
import io.drydock.engine.Engine;
import io.drydock.engine.container.Container;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.runtime.OciRuntime;
import io.drydock.engine.runtime.cgroup.CgroupSupport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /info}. */
final class InfoAnswer {
  private InfoAnswer() {}

  static JsonObject write(Engine engine, int listeners, ApiVersion version) {
    var json = new JsonObject();
    json.addProperty("ID", Host.id(engine.options().root().root()));
    counts(json, engine);
    json.addProperty("Driver", "overlay2");
    json.add("DriverStatus", driverStatus());
    json.add("Plugins", plugins());
    limits(json, engine.cgroups());
    process(json, listeners);
    host(json, engine, version);
    runtimes(json, engine.runtime());
    swarm(json);
    json.add("SecurityOptions", Json.array(List.of("name=seccomp,profile=builtin")));
    json.add("Warnings", warnings(engine.cgroups()));
    if (version.since(50)) {
      json.add("DiscoveredDevices", new JsonArray());
    }
    return json;
  }

  private static void counts(JsonObject json, Engine engine) {
    List<Container> all = engine.containers().list();
    json.addProperty("Containers", all.size());
    long running = count(all, Status.RUNNING);
    long paused = count(all, Status.PAUSED);
    json.addProperty("ContainersRunning", running);
    json.addProperty("ContainersPaused", paused);
    json.addProperty("ContainersStopped", all.size() - running - paused);
    json.addProperty(
        "Images",
        engine.store().images().list().stream()
            .map(each -> each.target().digest())
            .distinct()
            .count());
  }

  private static long count(List<Container> containers, Status status) {
    return containers.stream().filter(each -> each.state().status() == status).count();
  }

  private static JsonArray driverStatus() {
    var status = new JsonArray();
    status.add(Json.array(List.of("Store", "OCI image layout")));
    return status;
  }

  private static JsonObject plugins() {
    var json = new JsonObject();
    json.add("Volume", Json.array(List.of("local")));
    json.add(
        "Network", Json.array(List.of("bridge", "host", "ipvlan", "macvlan", "null", "overlay")));
    json.add("Authorization", JsonNull.INSTANCE);
    json.add("Log", Json.array(List.of("json-file", "local", "none")));
    return json;
  }

  private static void limits(JsonObject json, CgroupSupport cgroups) {
    json.addProperty("MemoryLimit", cgroups.memory().limit());
    json.addProperty("SwapLimit", cgroups.memory().swap());
    json.addProperty("CpuCfsPeriod", cgroups.cpu().quota());
    json.addProperty("CpuCfsQuota", cgroups.cpu().quota());
    json.addProperty("CPUShares", cgroups.cpu().shares());
    json.addProperty("CPUSet", cgroups.cpu().cpuset());
    json.addProperty("PidsLimit", cgroups.pids());
    json.addProperty("IPv4Forwarding", true);
    json.addProperty("OomKillDisable", cgroups.memory().oomKillDisable());
    json.addProperty("CgroupDriver", "cgroupfs");
    json.addProperty("CgroupVersion", Integer.toString(cgroups.version()));
  }

  private static void process(JsonObject json, int listeners) {
    json.addProperty("Debug", false);
    json.addProperty("NFd", 0);
    json.addProperty("NGoroutines", Thread.activeCount());
    json.addProperty("SystemTime", Instant.now().toString());
    json.addProperty("LoggingDriver", "json-file");
    json.addProperty("NEventsListener", listeners);
  }

  private static void host(JsonObject json, Engine engine, ApiVersion version) {
    json.addProperty("KernelVersion", Host.kernel());
    json.addProperty("OperatingSystem", Host.operatingSystem());
    json.addProperty("OSVersion", Host.operatingSystemVersion());
    json.addProperty("OSType", "linux");
    json.addProperty("Architecture", Host.machine());
    json.addProperty("IndexServerAddress", "https://index.docker.io/v1/");
    json.add("RegistryConfig", registries());
    json.addProperty("NCPU", Runtime.getRuntime().availableProcessors());
    json.addProperty("MemTotal", Host.memory());
    json.add("GenericResources", JsonNull.INSTANCE);
    json.addProperty("DockerRootDir", engine.options().root().root().toString());
    json.addProperty("HttpProxy", environment("HTTP_PROXY"));
    json.addProperty("HttpsProxy", environment("HTTPS_PROXY"));
    json.addProperty("NoProxy", environment("NO_PROXY"));
    json.addProperty("Name", Host.name());
    json.add("Labels", new JsonArray());
    json.addProperty("ExperimentalBuild", false);
    json.addProperty("ServerVersion", Release.ENGINE);
    if (version.since(49)) {
      var firewall = new JsonObject();
      firewall.addProperty("Driver", "nftables");
      json.add("FirewallBackend", firewall);
    }
  }

  private static String environment(String name) {
    return System.getenv().getOrDefault(name, "");
  }

  private static JsonObject registries() {
    var hub = new JsonObject();
    hub.addProperty("Name", "docker.io");
    hub.add("Mirrors", new JsonArray());
    hub.addProperty("Secure", true);
    hub.addProperty("Official", true);
    var index = new JsonObject();
    index.add("docker.io", hub);
    var json = new JsonObject();
    json.add("InsecureRegistryCIDRs", Json.array(List.of("127.0.0.0/8", "::1/128")));
    json.add("IndexConfigs", index);
    json.add("Mirrors", JsonNull.INSTANCE);
    return json;
  }

  private static void runtimes(JsonObject json, OciRuntime runtime) {
    var path = new JsonObject();
    path.addProperty("path", runtime.program().toString());
    var runtimes = new JsonObject();
    runtimes.add(runtime.name(), path);
    json.add("Runtimes", runtimes);
    json.addProperty("DefaultRuntime", runtime.name());
    json.addProperty("LiveRestoreEnabled", true);
    json.addProperty("Isolation", "");
    json.addProperty("InitBinary", "");
    json.add("ContainerdCommit", commit(""));
    json.add("RuncCommit", commit(runtime.version()));
    json.add("InitCommit", commit(""));
  }

  private static JsonObject commit(String id) {
    var json = new JsonObject();
    json.addProperty("ID", id);
    return json;
  }

  private static void swarm(JsonObject json) {
    var swarm = new JsonObject();
    swarm.addProperty("NodeID", "");
    swarm.addProperty("NodeAddr", "");
    swarm.addProperty("LocalNodeState", "inactive");
    swarm.addProperty("ControlAvailable", false);
    swarm.addProperty("Error", "");
    swarm.add("RemoteManagers", JsonNull.INSTANCE);
    json.add("Swarm", swarm);
  }

  private static JsonElement warnings(CgroupSupport cgroups) {
    var warnings = new ArrayList<String>();
    warn(warnings, cgroups.memory().limit(), "memory limit");
    warn(warnings, cgroups.memory().swap(), "swap limit");
    warn(warnings, cgroups.cpu().shares(), "cpu shares");
    warn(warnings, cgroups.cpu().quota(), "cpu cfs quota");
    warn(warnings, cgroups.cpu().cpuset(), "cpuset");
    warn(warnings, cgroups.pids(), "pids limit");
    return warnings.isEmpty() ? JsonNull.INSTANCE : Json.array(warnings);
  }

  private static void warn(List<String> warnings, boolean supported, String what) {
    if (!supported) {
      warnings.add("WARNING: No " + what + " support");
    }
  }
}
