package io.drydock.container;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a container runs on its host: {@code HostConfig} of Docker's API, in groups.
 *
 * @param init whether an init process runs as the container's first; absent for the engine's
 *     default
 * @param runtime name of the OCI runtime, or empty for the engine's
 * @param containerIdFile the client's file that holds the id, which is only shown back
 */
public record HostConfig(
    Storage storage,
    Networking networking,
    Namespaces namespaces,
    SecurityOptions security,
    Resources resources,
    LogConfig logConfig,
    RestartPolicy restartPolicy,
    boolean autoRemove,
    Optional<Boolean> init,
    String runtime,
    SequencedMap<String, String> annotations,
    ConsoleSize consoleSize,
    String containerIdFile) {
  public static final HostConfig DEFAULT =
      new HostConfig(
          Storage.NONE,
          Networking.DEFAULT,
          Namespaces.DEFAULT,
          SecurityOptions.DEFAULT,
          Resources.UNLIMITED,
          LogConfig.DEFAULT,
          RestartPolicy.NO,
          false,
          Optional.empty(),
          "",
          new LinkedHashMap<>(),
          new ConsoleSize(0, 0),
          "");

  public HostConfig {
    annotations = Collections.unmodifiableSequencedMap(annotations);
  }

  public HostConfig withStorage(Storage changed) {
    return new HostConfig(
        changed,
        networking,
        namespaces,
        security,
        resources,
        logConfig,
        restartPolicy,
        autoRemove,
        init,
        runtime,
        annotations,
        consoleSize,
        containerIdFile);
  }

  public HostConfig withNetworking(Networking changed) {
    return new HostConfig(
        storage,
        changed,
        namespaces,
        security,
        resources,
        logConfig,
        restartPolicy,
        autoRemove,
        init,
        runtime,
        annotations,
        consoleSize,
        containerIdFile);
  }

  public HostConfig withNamespaces(Namespaces changed) {
    return new HostConfig(
        storage,
        networking,
        changed,
        security,
        resources,
        logConfig,
        restartPolicy,
        autoRemove,
        init,
        runtime,
        annotations,
        consoleSize,
        containerIdFile);
  }

  public HostConfig withSecurity(SecurityOptions changed) {
    return new HostConfig(
        storage,
        networking,
        namespaces,
        changed,
        resources,
        logConfig,
        restartPolicy,
        autoRemove,
        init,
        runtime,
        annotations,
        consoleSize,
        containerIdFile);
  }

  public HostConfig withResources(Resources changed) {
    return new HostConfig(
        storage,
        networking,
        namespaces,
        security,
        changed,
        logConfig,
        restartPolicy,
        autoRemove,
        init,
        runtime,
        annotations,
        consoleSize,
        containerIdFile);
  }

  public HostConfig withLogConfig(LogConfig changed) {
    return new HostConfig(
        storage,
        networking,
        namespaces,
        security,
        resources,
        changed,
        restartPolicy,
        autoRemove,
        init,
        runtime,
        annotations,
        consoleSize,
        containerIdFile);
  }

  public HostConfig withRestartPolicy(RestartPolicy changed) {
    return new HostConfig(
        storage,
        networking,
        namespaces,
        security,
        resources,
        logConfig,
        changed,
        autoRemove,
        init,
        runtime,
        annotations,
        consoleSize,
        containerIdFile);
  }

  public HostConfig withAutoRemove(boolean changed) {
    return new HostConfig(
        storage,
        networking,
        namespaces,
        security,
        resources,
        logConfig,
        restartPolicy,
        changed,
        init,
        runtime,
        annotations,
        consoleSize,
        containerIdFile);
  }

  /** First size of a terminal in characters; 0 for unknown. */
  public record ConsoleSize(int height, int width) {}

  /**
   * Where a container's output goes.
   *
   * @param type name of the logging driver; empty for the engine's
   */
  public record LogConfig(String type, SequencedMap<String, String> config) {
    public static final LogConfig DEFAULT = new LogConfig("", new LinkedHashMap<>());

    public LogConfig {
      config = Collections.unmodifiableSequencedMap(config);
    }
  }

  /**
   * When a container that ended is started again.
   *
   * @param name {@code no}, {@code on-failure}, {@code always} or {@code unless-stopped}; empty
   *     means {@code no}
   * @param maximumRetryCount of {@code on-failure}; 0 for no limit
   */
  public record RestartPolicy(String name, int maximumRetryCount) {
    public static final RestartPolicy NO = new RestartPolicy("no", 0);

    public boolean isNo() {
      return name.isEmpty() || name.equals("no");
    }
  }

  /**
   * Namespaces that a container shares. Each is empty for the default, {@code host}, {@code
   * private}, or, for pid and ipc, {@code container:NAME}; ipc also {@code shareable} and {@code
   * none}.
   */
  public record Namespaces(String cgroup, String ipc, String pid, String user, String uts) {
    public static final Namespaces DEFAULT = new Namespaces("", "", "", "", "");
  }

  /**
   * What a container's processes may do.
   *
   * @param securityOptions as {@code no-new-privileges}, {@code seccomp=…}, {@code apparmor=…},
   *     {@code label=…}, {@code systempaths=unconfined}
   * @param maskedPaths absent for the default ones
   * @param readonlyPaths absent for the default ones
   */
  public record SecurityOptions(
      List<String> capAdd,
      List<String> capDrop,
      List<String> groupAdd,
      boolean privileged,
      List<String> securityOptions,
      SequencedMap<String, String> sysctls,
      Optional<List<String>> maskedPaths,
      Optional<List<String>> readonlyPaths) {
    public static final SecurityOptions DEFAULT =
        new SecurityOptions(
            List.of(),
            List.of(),
            List.of(),
            false,
            List.of(),
            new LinkedHashMap<>(),
            Optional.empty(),
            Optional.empty());

    public SecurityOptions {
      capAdd = List.copyOf(capAdd);
      capDrop = List.copyOf(capDrop);
      groupAdd = List.copyOf(groupAdd);
      securityOptions = List.copyOf(securityOptions);
      sysctls = Collections.unmodifiableSequencedMap(sysctls);
      maskedPaths = maskedPaths.map(List::copyOf);
      readonlyPaths = readonlyPaths.map(List::copyOf);
    }
  }
}
