package io.drydock.build.plan;

import java.util.Optional;

/** What RUN --mount adds to the command's file system. Targets are absolute. */
public sealed interface RunMount {
  /** The node whose tree is mounted or is the first content. */
  default Optional<Node> source() {
    return Optional.empty();
  }

  /**
   * A tree or a part of it; what the command writes there is thrown away.
   *
   * @param sourcePath in the tree, clean, without a leading slash; empty for the root
   */
  record Bind(Node from, String sourcePath, String target, boolean writable) implements RunMount {
    @Override
    public Optional<Node> source() {
      return Optional.of(from);
    }
  }

  /**
   * A directory that stays between builds.
   *
   * @param from first content, if any
   * @param sourcePath in {@code from}, as {@link Bind#sourcePath}
   */
  record Cache(
      String id,
      String target,
      Sharing sharing,
      boolean readOnly,
      int mode,
      int uid,
      int gid,
      Optional<Node> from,
      String sourcePath)
      implements RunMount {
    @Override
    public Optional<Node> source() {
      return from;
    }
  }

  /** What happens when two commands want one cache directory at once. */
  enum Sharing {
    SHARED,
    PRIVATE,
    LOCKED
  }

  /**
   * @param sizeBytes 0 for no limit of its own
   */
  record Tmpfs(String target, long sizeBytes) implements RunMount {}

  /**
   * A secret as a file, a variable or both.
   *
   * @param target empty when only {@code env} is wanted
   * @param env empty when only the file is wanted
   */
  record Secret(String id, String target, String env, boolean required, int mode, int uid, int gid)
      implements RunMount {}

  /** An ssh agent's socket. */
  record Ssh(String id, String target, boolean required, int mode, int uid, int gid)
      implements RunMount {}
}
