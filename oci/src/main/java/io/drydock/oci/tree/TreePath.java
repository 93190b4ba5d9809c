package io.drydock.oci.tree;

import java.util.List;
import java.util.Optional;

/** Arithmetic on paths as {@link Entry#path} has them; looks at text only, never at a tree. */
public final class TreePath {
  private TreePath() {}

  /**
   * The path without leading and trailing slashes, empty components, {@code .} and {@code ..};
   * empty when {@code ..} leads out of the root.
   */
  public static Optional<String> clean(String path) {
    return isClean(path) ? Optional.of(path) : cleanSlowly(path);
  }

  /** As {@link #clean}, but {@code ..} in the root is the root, as the kernel has it. */
  public static String cleanWithin(String path) {
    var cleaned = new StringBuilder(path.length());
    for (String each : path.split("/")) {
      append(cleaned, each);
    }
    return cleaned.toString();
  }

  private static Optional<String> cleanSlowly(String path) {
    var cleaned = new StringBuilder(path.length());
    for (String each : path.split("/")) {
      if (each.equals("..") && cleaned.isEmpty()) {
        return Optional.empty();
      }
      append(cleaned, each);
    }
    return Optional.of(cleaned.toString());
  }

  private static void append(StringBuilder cleaned, String component) {
    if (component.equals("..")) {
      cleaned.setLength(Math.max(0, cleaned.lastIndexOf("/")));
    } else if (!component.isEmpty() && !component.equals(".")) {
      cleaned.append(cleaned.isEmpty() ? "" : "/").append(component);
    }
  }

  private static boolean isClean(String path) {
    int start = 0;
    for (int i = 0; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        boolean empty = i == start && !path.isEmpty();
        if (empty || isDots(path, start, i)) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  private static boolean isDots(String path, int from, int to) {
    return switch (to - from) {
      case 1 -> path.charAt(from) == '.';
      case 2 -> path.charAt(from) == '.' && path.charAt(from + 1) == '.';
      default -> false;
    };
  }

  /** The directory that the path is in; the root for a path in the root and for the root itself. */
  public static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The last component. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The components from the root on; none for the root itself. */
  public static List<String> components(String path) {
    return path.isEmpty() ? List.of() : List.of(path.split("/"));
  }

  /** The child of a directory; either may be empty. */
  public static String join(String directory, String child) {
    if (directory.isEmpty() || child.isEmpty()) {
      return directory + child;
    }
    return directory + "/" + child;
  }

  /** Whether the path is the directory or below it. */
  public static boolean isWithin(String path, String directory) {
    return directory.isEmpty()
        || (path.startsWith(directory)
            && (path.length() == directory.length() || path.charAt(directory.length()) == '/'));
  }
}
