package io.drydock.composefile.model;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a service's containers share with the host and with others, and what they may do.
 *
 * @param pid {@code host}, {@code service:NAME} or {@code container:NAME}
 * @param ipc {@code host}, {@code shareable}, {@code service:NAME} or {@code container:NAME}
 * @param uts {@code host}
 * @param usernsMode {@code host}
 * @param cgroup {@code host} or {@code private}
 * @param isolation of Windows
 * @param runtime an OCI runtime by name
 */
public record ServiceIsolation(
    boolean privileged,
    List<String> capAdd,
    List<String> capDrop,
    List<String> securityOptions,
    SequencedMap<String, String> sysctls,
    Optional<String> pid,
    Optional<String> ipc,
    Optional<String> uts,
    Optional<String> usernsMode,
    Optional<String> cgroup,
    Optional<String> cgroupParent,
    Optional<String> isolation,
    Optional<String> runtime,
    Optional<CredentialSpec> credentialSpec) {
  public ServiceIsolation {
    capAdd = List.copyOf(capAdd);
    capDrop = List.copyOf(capDrop);
    securityOptions = List.copyOf(securityOptions);
    sysctls = Copies.of(sysctls);
  }

  /** The account of a Windows service: one of a config, a file, a registry entry. */
  public record CredentialSpec(
      Optional<String> config, Optional<String> file, Optional<String> registry) {}
}
