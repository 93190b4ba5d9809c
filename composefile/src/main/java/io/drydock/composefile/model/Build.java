package io.drydock.composefile.model;

import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * How a service's image is built.
 *
 * @param context a folder, absolute unless paths were left as they are, or a URL
 * @param dockerfile a path, relative to the context unless it is absolute
 * @param dockerfileInline the text of a Dockerfile in place of a file
 * @param args a build argument without value is taken from where Compose runs
 * @param ssh keys or sockets by id; without value for the agent's
 * @param additionalContexts by name: a folder, an image, a URL or {@code service:NAME}
 * @param secrets the file references of secrets that the build may read
 * @param provenance attestation and its options, as {@code true} or {@code mode=max}
 * @param sbom attestation and its options
 */
public record Build(
    Optional<String> context,
    Optional<String> dockerfile,
    Optional<String> dockerfileInline,
    SequencedMap<String, Optional<String>> args,
    SequencedMap<String, Optional<String>> ssh,
    SequencedMap<String, String> labels,
    SequencedMap<String, String> additionalContexts,
    List<FileReference> secrets,
    Caching caching,
    Environment environment,
    Optional<String> target,
    List<String> tags,
    List<String> platforms,
    Optional<String> provenance,
    Optional<String> sbom,
    SourceLocation location) {
  public Build {
    args = Copies.of(args);
    ssh = Copies.of(ssh);
    labels = Copies.of(labels);
    additionalContexts = Copies.of(additionalContexts);
    secrets = List.copyOf(secrets);
    tags = List.copyOf(tags);
    platforms = List.copyOf(platforms);
  }

  /**
   * What a build takes from earlier ones.
   *
   * @param noCacheFilter stages that are built anew
   */
  public record Caching(
      List<String> cacheFrom,
      List<String> cacheTo,
      boolean noCache,
      List<String> noCacheFilter,
      boolean pull) {
    public Caching {
      cacheFrom = List.copyOf(cacheFrom);
      cacheTo = List.copyOf(cacheTo);
      noCacheFilter = List.copyOf(noCacheFilter);
    }
  }

  /**
   * What the steps of a build run in.
   *
   * @param network {@code default}, {@code none}, {@code host} or a network's name
   */
  public record Environment(
      Optional<String> network,
      SequencedMap<String, List<String>> extraHosts,
      OptionalLong shmSizeBytes,
      SequencedMap<String, ServiceResources.Ulimit> ulimits,
      boolean privileged,
      List<String> entitlements,
      Optional<String> isolation) {
    public Environment {
      extraHosts = Copies.of(extraHosts);
      ulimits = Copies.of(ulimits);
      entitlements = List.copyOf(entitlements);
    }
  }
}
