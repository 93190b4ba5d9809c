package io.drydock.engine.runtime;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.container.ContainerSettings;
import io.drydock.container.HostConfig;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.linux.KernelVersion;
import io.drydock.linux.sandbox.Confinement;
import io.drydock.linux.syscall.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an OCI runtime makes a container of: a directory with {@code config.json} (runtime
 * specification 1.2), in which everything that was not asked for is as Docker has it.
 */
public final class Bundle {
  /** What runc 1.1 knows; nothing newer is used. */
  private static final String VERSION = "1.0.2";

  private final BundleRequest request;
  private final ContainerSettings settings;
  private final HostConfig host;
  private final ProcessJson process;
  private final JsonObject config;

  private Bundle(BundleRequest request) {
    this.request = request;
    this.settings = request.spec().settings();
    this.host = request.spec().host();
    this.process = new ProcessJson(request);
    this.config = make();
  }

  /**
   * Reads the accounts of the root file system and the host's devices that are asked for, and makes
   * the working directory below the root.
   *
   * @throws DrydockException when a user, a device or an option is not to be had
   */
  public static Bundle of(BundleRequest request) {
    var bundle = new Bundle(request);
    WorkingDirectory.make(request.root(), request.spec().settings().workingDir());
    return bundle;
  }

  /** The process that {@code runc exec --process} and conmon take for a further command. */
  public static JsonObject execProcess(BundleRequest request, ExecOptions options) {
    return new ProcessJson(request).further(options);
  }

  /** The runtime's configuration. */
  public JsonObject config() {
    return config;
  }

  /** Writes {@code config.json} into the directory. */
  public void write(Path directory) {
    Path file = directory.resolve("config.json");
    try {
      Files.write(file, Json.bytes(config));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot write " + file + ": " + e, e);
    }
  }

  private JsonObject make() {
    var json = new JsonObject();
    json.addProperty("ociVersion", VERSION);
    json.add("process", process.first());
    var root = new JsonObject();
    root.addProperty("path", request.root().toString());
    root.addProperty("readonly", host.storage().readonlyRootfs());
    json.add("root", root);
    if (hasOwnHostname()) {
      json.addProperty("hostname", settings.hostname());
    }
    MountTable mounts = MountTable.of(withInit());
    json.add("mounts", mounts.json());
    if (!host.annotations().isEmpty()) {
      json.add("annotations", Json.object(host.annotations()));
    }
    json.add("linux", linux(mounts));
    return json;
  }

  private boolean hasOwnHostname() {
    return !host.namespaces().uts().equals("host");
  }

  private BundleRequest withInit() {
    if (!process.runsInit()) {
      return request;
    }
    Path init = request.init().orElseGet(InitProgram::find);
    var mounts = new ArrayList<>(request.mounts());
    mounts.add(new BundleMount("bind", init.toString(), ProcessJson.INIT, List.of("bind", "ro")));
    return new BundleRequest(
        request.id(),
        request.spec(),
        request.root(),
        mounts,
        request.namespaces(),
        request.cgroupParent(),
        request.init());
  }

  private JsonObject linux(MountTable mounts) {
    var linux = new JsonObject();
    DeviceRules devices = DeviceRules.of(host.resources().devices(), host.security().privileged());
    JsonObject resources = LimitsJson.write(host.resources());
    resources.add("devices", devices.rules());
    linux.add("resources", resources);
    linux.add("devices", devices.devices());
    linux.addProperty("cgroupsPath", request.cgroupPath());
    linux.add("namespaces", namespaces());
    JsonObject sysctls = Sysctls.write(request.spec());
    if (!sysctls.isEmpty()) {
      linux.add("sysctl", sysctls);
    }
    if (!mounts.rootPropagation().isEmpty()) {
      linux.addProperty("rootfsPropagation", mounts.rootPropagation());
    }
    addConfinement(linux);
    return linux;
  }

  private void addConfinement(JsonObject linux) {
    SecurityChoices choices = SecurityChoices.of(host.security());
    boolean open = host.security().privileged() || choices.systemPathsUnconfined();
    List<String> nothing = List.of();
    linux.add(
        "maskedPaths",
        Json.array(
            host.security().maskedPaths().orElse(open ? nothing : Confinement.HIDDEN_PATHS)));
    linux.add(
        "readonlyPaths",
        Json.array(
            host.security().readonlyPaths().orElse(open ? nothing : Confinement.READ_ONLY_PATHS)));
    switch (choices.seccomp()) {
      case SecurityChoices.UNCONFINED -> {}
      case "", SecurityChoices.BUILTIN ->
          linux.add("seccomp", SeccompDefaults.profile(process.capabilities()));
      default ->
          linux.add(
              "seccomp",
              SeccompDocument.profile(
                  choices.seccomp(),
                  process.capabilities(),
                  Architecture.host(),
                  KernelVersion.current()));
    }
  }

  private JsonArray namespaces() {
    var array = new JsonArray();
    array.add(namespace("mount", Optional.empty()));
    var shared = host.namespaces();
    if (!shared.pid().equals("host")) {
      array.add(namespace("pid", request.namespaces().pid()));
    }
    if (!shared.ipc().equals("host")) {
      array.add(namespace("ipc", request.namespaces().ipc()));
    }
    if (hasOwnHostname()) {
      array.add(namespace("uts", Optional.empty()));
    }
    if (!host.networking().networkMode().equals("host")) {
      array.add(namespace("network", request.namespaces().network()));
    }
    if (shared.cgroup().equals("private")) {
      array.add(namespace("cgroup", Optional.empty()));
    }
    return array;
  }

  private static JsonObject namespace(String type, Optional<Path> path) {
    var namespace = new JsonObject();
    namespace.addProperty("type", type);
    path.ifPresent(each -> namespace.addProperty("path", each.toString()));
    return namespace;
  }
}
