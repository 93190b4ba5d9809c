package io.drydock.build.solve;

import io.drydock.build.plan.RunMount;

/** The name of a cache mount's directory: the user's, and all that makes another one of it. */
final class CacheMountId {
  private static final int USUAL_MODE = 0755;

  private CacheMountId() {}

  /**
   * @param state of the command that has the mount
   */
  static String of(State state, RunMount.Cache cache) {
    String first = cache.from().isPresent() ? identity(state.resultOf(cache.from().get())) : "";
    boolean plain =
        first.isEmpty() && cache.mode() == USUAL_MODE && cache.uid() == 0 && cache.gid() == 0;
    return plain
        ? cache.id()
        : "%s (mode %o, owner %d:%d, from %s %s)"
            .formatted(
                cache.id(), cache.mode(), cache.uid(), cache.gid(), first, cache.sourcePath());
  }

  private static String identity(Result result) {
    return switch (result) {
      case Result.Rootfs rootfs -> Keys.identity(rootfs);
      case Result.Files files -> files.identity().orElse("context");
    };
  }
}
