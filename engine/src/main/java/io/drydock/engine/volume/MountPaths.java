package io.drydock.engine.volume;

import java.nio.file.Path;

/** Paths of mounts. */
final class MountPaths {
  private MountPaths() {}

  static boolean isAbsolute(String path) {
    return path.startsWith("/");
  }

  /** Absolute and without {@code .}, {@code ..}, double or trailing slashes. */
  static String clean(String path) {
    return Path.of("/", path).normalize().toString();
  }

  /** How many directories a clean path goes through. */
  static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  /** Whether a path stays below wherever it is taken from. */
  static boolean isLocal(String path) {
    if (path.isEmpty() || isAbsolute(path)) {
      return false;
    }
    int depth = 0;
    for (String each : path.split("/")) {
      if (each.equals("..")) {
        depth--;
      } else if (!each.isEmpty() && !each.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        return false;
      }
    }
    return true;
  }
}
