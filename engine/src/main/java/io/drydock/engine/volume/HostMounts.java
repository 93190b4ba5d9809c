package io.drydock.engine.volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the host has mounted where, and with whom it shares it ({@code /proc/self/mountinfo}). */
final class HostMounts {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");

  private HostMounts() {}

  /**
   * Checks that what is mounted below a path later on can reach a container, and perhaps come from
   * it.
   *
   * @param propagation {@code shared} or {@code slave}, perhaps with {@code r}
   * @throws io.drydock.core.DrydockException of kind INVALID, in Docker's words, when the host's
   *     mount is of another kind
   */
  static void checkPropagation(String path, String propagation) {
    boolean shared = propagation.endsWith("shared");
    if (!shared && !propagation.endsWith("slave")) {
      return;
    }
    Line mount = of(path);
    boolean fits =
        mount.optional.contains("shared:") || (!shared && mount.optional.contains("master:"));
    if (!fits) {
      throw MountErrors.invalid(
          "path "
              + path
              + " is mounted on "
              + mount.point
              + " but it is not a "
              + (shared ? "shared mount" : "shared or slave mount"));
    }
  }

  private record Line(String point, String optional) {}

  /** The mount that a path lies on: the last one with the longest mount point above it. */
  private static Line of(String path) {
    Path real;
    var best = new Line("/", "");
    try {
      real = Path.of(path).toRealPath();
      for (String text : Files.readAllLines(TABLE, StandardCharsets.ISO_8859_1)) {
        String[] fields = text.split(" - ", 2)[0].split(" ", 7);
        var line = new Line(unescape(fields[4]), fields.length > 6 ? fields[6] : "");
        if (real.startsWith(line.point) && line.point.length() >= best.point.length()) {
          best = line;
        }
      }
    } catch (IOException e) {
      throw Volumes.failure("look at the mounts of the host", TABLE, e);
    }
    return best;
  }

  private static String unescape(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
