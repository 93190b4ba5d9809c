package io.drydock.engine.runtime;

import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSettings.StandardStreams;
import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.Namespaces;
import io.drydock.container.HostConfig.SecurityOptions;
import io.drydock.container.Resources;
import io.drydock.container.Resources.BlockIo;
import io.drydock.container.Resources.Cpu;
import io.drydock.container.Resources.Devices;
import io.drydock.container.Resources.Memory;
import io.drydock.container.Resources.Ulimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Small changes of what a container is asked to be. */
final class Changes {
  private Changes() {}

  static Resources sharedMemory(Resources all, long bytes) {
    return new Resources(
        all.memory(),
        all.cpu(),
        all.blockIo(),
        all.devices(),
        all.pidsLimit(),
        all.ulimits(),
        all.cgroupParent(),
        all.oomScoreAdjustment(),
        bytes);
  }

  static Resources memory(Resources all, Memory changed) {
    return new Resources(
        changed,
        all.cpu(),
        all.blockIo(),
        all.devices(),
        all.pidsLimit(),
        all.ulimits(),
        all.cgroupParent(),
        all.oomScoreAdjustment(),
        all.shmSizeBytes());
  }

  static Resources cpu(Resources all, Cpu changed) {
    return new Resources(
        all.memory(),
        changed,
        all.blockIo(),
        all.devices(),
        all.pidsLimit(),
        all.ulimits(),
        all.cgroupParent(),
        all.oomScoreAdjustment(),
        all.shmSizeBytes());
  }

  static Resources blockIo(Resources all, BlockIo changed) {
    return new Resources(
        all.memory(),
        all.cpu(),
        changed,
        all.devices(),
        all.pidsLimit(),
        all.ulimits(),
        all.cgroupParent(),
        all.oomScoreAdjustment(),
        all.shmSizeBytes());
  }

  static Resources devices(Resources all, Devices changed) {
    return new Resources(
        all.memory(),
        all.cpu(),
        all.blockIo(),
        changed,
        all.pidsLimit(),
        all.ulimits(),
        all.cgroupParent(),
        all.oomScoreAdjustment(),
        all.shmSizeBytes());
  }

  static Resources pids(Resources all, long limit) {
    return new Resources(
        all.memory(),
        all.cpu(),
        all.blockIo(),
        all.devices(),
        Optional.of(limit),
        all.ulimits(),
        all.cgroupParent(),
        all.oomScoreAdjustment(),
        all.shmSizeBytes());
  }

  static Resources ulimits(Resources all, Ulimit... changed) {
    return new Resources(
        all.memory(),
        all.cpu(),
        all.blockIo(),
        all.devices(),
        all.pidsLimit(),
        List.of(changed),
        all.cgroupParent(),
        all.oomScoreAdjustment(),
        all.shmSizeBytes());
  }

  static Resources oomScore(Resources all, int changed) {
    return new Resources(
        all.memory(),
        all.cpu(),
        all.blockIo(),
        all.devices(),
        all.pidsLimit(),
        all.ulimits(),
        all.cgroupParent(),
        changed,
        all.shmSizeBytes());
  }

  static Resources cgroupParent(Resources all, String changed) {
    return new Resources(
        all.memory(),
        all.cpu(),
        all.blockIo(),
        all.devices(),
        all.pidsLimit(),
        all.ulimits(),
        changed,
        all.oomScoreAdjustment(),
        all.shmSizeBytes());
  }

  static Memory limit(long bytes, long swapBytes) {
    return new Memory(bytes, 0, swapBytes, Optional.empty(), Optional.empty());
  }

  static ContainerSpec resources(ContainerSpec spec, UnaryOperator<Resources> change) {
    return host(spec, host -> host.withResources(change.apply(host.resources())));
  }

  static ContainerSpec host(ContainerSpec spec, UnaryOperator<HostConfig> change) {
    return spec.withHost(change.apply(spec.host()));
  }

  static ContainerSpec security(ContainerSpec spec, SecurityOptions changed) {
    return host(spec, host -> host.withSecurity(changed));
  }

  static ContainerSpec namespaces(ContainerSpec spec, Namespaces changed) {
    return host(spec, host -> host.withNamespaces(changed));
  }

  static SecurityOptions capabilities(List<String> added, List<String> dropped) {
    return new SecurityOptions(
        added,
        dropped,
        List.of(),
        false,
        List.of(),
        new LinkedHashMap<>(),
        Optional.empty(),
        Optional.empty());
  }

  static SecurityOptions privileged() {
    return new SecurityOptions(
        List.of(),
        List.of(),
        List.of(),
        true,
        List.of(),
        new LinkedHashMap<>(),
        Optional.empty(),
        Optional.empty());
  }

  static SecurityOptions options(String... words) {
    return new SecurityOptions(
        List.of(),
        List.of(),
        List.of(),
        false,
        List.of(words),
        new LinkedHashMap<>(),
        Optional.empty(),
        Optional.empty());
  }

  static SecurityOptions groups(String... groups) {
    return new SecurityOptions(
        List.of(),
        List.of(),
        List.of(groups),
        false,
        List.of(),
        new LinkedHashMap<>(),
        Optional.empty(),
        Optional.empty());
  }

  static SecurityOptions sysctls(Map<String, String> sysctls) {
    return new SecurityOptions(
        List.of(),
        List.of(),
        List.of(),
        false,
        List.of(),
        new LinkedHashMap<>(sysctls),
        Optional.empty(),
        Optional.empty());
  }

  static ContainerSpec user(ContainerSpec spec, String user) {
    return settings(spec, user, spec.settings().workingDir(), spec.settings().streams());
  }

  static ContainerSpec workingDir(ContainerSpec spec, String directory) {
    return settings(spec, spec.settings().user(), directory, spec.settings().streams());
  }

  static ContainerSpec terminal(ContainerSpec spec) {
    return settings(
        spec,
        spec.settings().user(),
        spec.settings().workingDir(),
        new StandardStreams(false, true, true, true, false, false));
  }

  private static ContainerSpec settings(
      ContainerSpec spec, String user, String directory, StandardStreams streams) {
    ContainerSettings s = spec.settings();
    return spec.withSettings(
        new ContainerSettings(
            s.image(),
            s.hostname(),
            s.domainname(),
            user,
            streams,
            s.exposedPorts(),
            s.env(),
            s.cmd(),
            s.entrypoint(),
            s.healthcheck(),
            s.volumes(),
            directory,
            s.networkDisabled(),
            s.macAddress(),
            s.onBuild(),
            s.labels(),
            s.stopSignal(),
            s.stopTimeout(),
            s.shell()));
  }

  static ContainerSpec names(ContainerSpec spec, String hostname, String domainname) {
    ContainerSettings s = spec.settings();
    return spec.withSettings(
        new ContainerSettings(
            s.image(),
            hostname,
            domainname,
            s.user(),
            s.streams(),
            s.exposedPorts(),
            s.env(),
            s.cmd(),
            s.entrypoint(),
            s.healthcheck(),
            s.volumes(),
            s.workingDir(),
            s.networkDisabled(),
            s.macAddress(),
            s.onBuild(),
            s.labels(),
            s.stopSignal(),
            s.stopTimeout(),
            s.shell()));
  }
}
