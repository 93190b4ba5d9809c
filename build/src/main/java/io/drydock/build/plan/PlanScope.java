package io.drydock.build.plan;

import io.drydock.dockerfile.check.BuildChecks;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What all stages of one platform's plan share.
 *
 * @param arguments what a stage gets when it declares an ARG of that name
 * @param buildArgs what the user gave
 * @param lexer with the file's escape character
 * @param epoch the time that new parts of the image say they were made
 */
record PlanScope(
    PlanRequest request,
    Platform target,
    Map<String, String> arguments,
    Map<String, String> buildArgs,
    ShellLexer lexer,
    Optional<Instant> epoch,
    SourceNodes sources,
    BuildChecks checks) {

  /** Whether titles say for which platform they are. */
  boolean namesPlatforms() {
    return request.platforms().size() > 1
        || isTrue(buildArgs.getOrDefault("BUILDKIT_MULTI_PLATFORM", ""));
  }

  /** What cache mounts' names begin with. */
  String cacheNamespace() {
    return buildArgs.getOrDefault("BUILDKIT_CACHE_MOUNT_NS", "");
  }

  String hostname() {
    return request.runDefaults().hostname().isEmpty()
        ? buildArgs.getOrDefault("BUILDKIT_SANDBOX_HOSTNAME", "")
        : request.runDefaults().hostname();
  }

  private static boolean isTrue(String value) {
    return value.equals("1") || value.equalsIgnoreCase("true") || value.equalsIgnoreCase("t");
  }
}
