package io.drydock.build.plan;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths inside an image, always with forward slashes. */
final class ContainerPath {
  private ContainerPath() {}

  /**
   * The absolute, clean path: without {@code .}, {@code ..}, doubled or trailing slashes; what is
   * relative is below {@code directory}, and nothing is above the root.
   */
  static String resolve(String directory, String path) {
    String whole = path.startsWith("/") ? path : directory + "/" + path;
    Deque<String> parts = new ArrayDeque<>();
    for (String part : whole.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  /**
   * What WORKDIR makes of its word: an absolute path stays as it is written, as Docker keeps it.
   */
  static String workingDirectory(String current, String wanted) {
    return wanted.startsWith("/") ? wanted : resolve(current, wanted);
  }

  /** Like {@link #resolve}, but a path that names a directory by its end keeps a trailing slash. */
  static String destination(String directory, String path) {
    String clean = resolve(directory, path);
    boolean isDirectory =
        path.isEmpty() || path.endsWith("/") || path.equals(".") || path.endsWith("/.");
    return isDirectory && !clean.equals("/") ? clean + "/" : clean;
  }

  /** The clean path in a source's tree, without a leading slash; the root is empty. */
  static String inTree(String path) {
    return resolve("/", path).substring(1);
  }

  static String lastPart(String path) {
    String clean = resolve("/", path);
    return clean.substring(clean.lastIndexOf('/') + 1);
  }

  /** Whether the path is a pattern; a backslash takes the next character's meaning away. */
  static boolean hasWildcards(String path) {
    for (int i = 0; i < path.length(); i++) {
      switch (path.charAt(i)) {
        case '*', '?', '[' -> {
          return true;
        }
        case '\\' -> i++;
        default -> {}
      }
    }
    return false;
  }
}
