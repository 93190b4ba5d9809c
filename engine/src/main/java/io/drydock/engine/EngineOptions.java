package io.drydock.engine;

import io.drydock.engine.log.LogOptions;
import io.drydock.engine.network.NetworkOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an engine can be told. Two engines on one host differ in their folders, cgroup and networks'
 * names.
 *
 * @param runtime name or path of the OCI runtime; empty for the first that works
 * @param cgroupParent cgroup below which the containers' lie, as {@code /drydock}
 * @param log how the log of a container is kept that does not say so itself
 * @param init the program that is a container's first process with {@code --init}; absent when this
 *     host has none
 * @param version of the engine, as it tells it
 */
public record EngineOptions(
    EngineRoot root,
    String runtime,
    String cgroupParent,
    NetworkOptions networks,
    LogOptions log,
    Optional<Path> init,
    String version) {

  /** The options of the one engine that a host usually has. */
  public static EngineOptions of(EngineRoot root, String version) {
    return new EngineOptions(
        root,
        "",
        "/drydock",
        NetworkOptions.of(root.networks(), root.networkRuntime()),
        LogOptions.DEFAULT,
        Optional.empty(),
        version);
  }

  public EngineOptions withRuntime(String changed) {
    return new EngineOptions(root, changed, cgroupParent, networks, log, init, version);
  }

  public EngineOptions withCgroupParent(String changed) {
    return new EngineOptions(root, runtime, changed, networks, log, init, version);
  }

  public EngineOptions withNetworks(NetworkOptions changed) {
    return new EngineOptions(root, runtime, cgroupParent, changed, log, init, version);
  }

  public EngineOptions withLog(LogOptions changed) {
    return new EngineOptions(root, runtime, cgroupParent, networks, changed, init, version);
  }

  public EngineOptions withInit(Path program) {
    return new EngineOptions(
        root, runtime, cgroupParent, networks, log, Optional.of(program), version);
  }
}
