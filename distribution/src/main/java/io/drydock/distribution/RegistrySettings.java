package io.drydock.distribution;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.distribution.credentials.CredentialStore;
import io.drydock.distribution.transport.Hosts;
import io.drydock.distribution.transport.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How registries are reached.
 *
 * @param insecure registries as {@code HOST[:PORT]}, networks, or {@code *} for all, whose
 *     certificates are not checked and that may speak plain HTTP; this machine always may
 * @param mirrors in the order of asking
 * @param environment for proxies
 * @param config the folder with docker's {@code config.json}
 * @param certificates the folder with a folder for each registry's certificates
 * @param downloads at a time
 * @param uploads at a time
 */
public record RegistrySettings(
    Set<String> insecure,
    List<Mirror> mirrors,
    Map<String, String> environment,
    Path config,
    Path certificates,
    RetryPolicy retries,
    int downloads,
    int uploads) {
  private static final Path DOCKER = Path.of("/etc/docker");

  public RegistrySettings {
    insecure = Set.copyOf(insecure);
    mirrors = List.copyOf(mirrors);
    environment = Map.copyOf(environment);
  }

  /** Docker's defaults and nothing from this machine's files. */
  public static RegistrySettings plain(Map<String, String> environment) {
    return new RegistrySettings(
        Set.of(),
        List.of(),
        environment,
        CredentialStore.directory(environment),
        certificates(environment),
        RetryPolicy.DEFAULT,
        4,
        5);
  }

  /** DRYDOCK_CERTS, for users who may not write to docker's folder, else that one. */
  private static Path certificates(Map<String, String> environment) {
    String told = environment.getOrDefault("DRYDOCK_CERTS", "");
    return told.isEmpty() ? DOCKER.resolve("certs.d") : Path.of(told);
  }

  /**
   * This machine's settings: with the insecure registries and mirrors that {@code
   * /etc/docker/daemon.json} names.
   */
  public static RegistrySettings of(Map<String, String> environment) {
    Path file = DOCKER.resolve("daemon.json");
    try {
      JsonObject json = Json.object(Files.readAllBytes(file), file.toString());
      return plain(environment)
          .withInsecure(Json.strings(json, "insecure-registries"))
          .withMirrors(Json.strings(json, "registry-mirrors").stream().map(Mirror::parse).toList());
    } catch (NoSuchFileException e) {
      return plain(environment);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.FORBIDDEN, "cannot read " + file + ": " + e, e);
    }
  }

  public RegistrySettings withInsecure(List<String> more) {
    var all = new LinkedHashSet<>(insecure);
    all.addAll(more);
    return new RegistrySettings(
        all, mirrors, environment, config, certificates, retries, downloads, uploads);
  }

  /** With more mirrors, to be asked before those that are there. */
  public RegistrySettings withMirrors(List<Mirror> more) {
    var all = new ArrayList<>(more);
    all.addAll(mirrors);
    return new RegistrySettings(
        insecure, all, environment, config, certificates, retries, downloads, uploads);
  }

  public RegistrySettings withRetries(RetryPolicy policy) {
    return new RegistrySettings(
        insecure, mirrors, environment, config, certificates, policy, downloads, uploads);
  }

  /** With another folder for {@code config.json}. */
  public RegistrySettings withConfig(Path folder) {
    return new RegistrySettings(
        insecure, mirrors, environment, folder, certificates, retries, downloads, uploads);
  }

  public RegistrySettings withCertificates(Path folder) {
    return new RegistrySettings(
        insecure, mirrors, environment, config, folder, retries, downloads, uploads);
  }

  /** Whether the registry was declared insecure; the domain is {@code HOST[:PORT]}. */
  boolean isInsecure(String domain) {
    String host = host(domain);
    return insecure.contains(domain)
        || insecure.contains("*")
        || insecure.stream().anyMatch(each -> each.contains("/") && Hosts.isInNetwork(each, host));
  }

  static String host(String domain) {
    int colon = domain.lastIndexOf(':');
    return colon > domain.lastIndexOf(']') ? domain.substring(0, colon) : domain;
  }
}
