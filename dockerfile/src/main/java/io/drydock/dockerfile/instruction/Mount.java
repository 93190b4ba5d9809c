package io.drydock.dockerfile.instruction;

import io.drydock.dockerfile.shell.Expander;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One {@code RUN --mount}, read and checked. Empty strings stand for options that were not given.
 *
 * @param readOnly as given, or by the type: bind, secret and ssh mounts are read-only
 * @param id of a cache, secret or ssh agent; {@code source} stands in for it with secrets
 * @param sizeBytes limit of a tmpfs, 0 for none
 * @param env name of the variable that a secret is put in
 */
public record Mount(
    Type type,
    String from,
    String source,
    String target,
    boolean readOnly,
    long sizeBytes,
    String id,
    Optional<Sharing> sharing,
    boolean required,
    Optional<String> env,
    OptionalLong mode,
    OptionalLong uid,
    OptionalLong gid) {

  /** {@code type=}. */
  public enum Type {
    BIND,
    CACHE,
    TMPFS,
    SECRET,
    SSH
  }

  /** {@code sharing=} of a cache. */
  public enum Sharing {
    SHARED,
    PRIVATE,
    LOCKED
  }

  /**
   * The mount that the flag's value describes.
   *
   * @param flag the value of {@code --mount}: CSV of {@code key=value}
   * @param expander expands each value but that of {@code from}
   * @throws io.drydock.core.DrydockException of kind INVALID for unknown keys, values and
   *     combinations
   */
  public static Mount parse(String flag, Expander expander) {
    return new MountParser(expander).parse(flag);
  }

  /**
   * The stage, named context or image that {@code from=} names, which is known before any variable
   * is.
   *
   * @param flag the value of {@code --mount}
   */
  public static Optional<String> from(String flag) {
    for (String field : Csv.fields(flag)) {
      int equals = field.indexOf('=');
      if (equals == 4 && field.regionMatches(true, 0, "from", 0, 4) && field.length() > 5) {
        return Optional.of(field.substring(equals + 1));
      }
    }
    return Optional.empty();
  }
}
