package io.drydock.composefile.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Paths as texts, joined and cleaned as Go does it, so that a relative one stays relative. */
final class PathText {
  private static final String UP = "..";

  private PathText() {}

  /**
   * The path below the folder, which may be empty, without {@code .}, {@code ..} and {@code //}.
   */
  static String join(String folder, String path) {
    if (folder.isEmpty()) {
      return path.isEmpty() ? "" : clean(path);
    }
    return clean(path.isEmpty() ? folder : folder + "/" + path);
  }

  /** The shortest path that is the same by its text alone; an empty one is {@code .}. */
  static String clean(String path) {
    boolean absolute = path.startsWith("/");
    var steps = new ArrayDeque<String>();
    for (String each : path.split("/", -1)) {
      if (each.isEmpty() || each.equals(".")) {
        continue;
      }
      if (!each.equals(UP)) {
        steps.addLast(each);
      } else if (!steps.isEmpty() && !steps.peekLast().equals(UP)) {
        steps.removeLast();
      } else if (!absolute) {
        steps.addLast(each);
      }
    }
    String cleaned = String.join("/", steps);
    return absolute ? "/" + cleaned : cleaned.isEmpty() ? "." : cleaned;
  }

  /** The folder of a file; {@code .} where the path has none. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : clean(path.substring(0, slash + 1));
  }

  /** The way from a folder to a path: relative where both are absolute or both are not. */
  static String relativize(String folder, String path) {
    String from = clean(folder);
    String to = clean(path);
    if (from.startsWith("/") != to.startsWith("/")) {
      return to;
    }
    List<String> there = steps(from);
    List<String> wanted = steps(to);
    int shared = 0;
    while (shared < Math.min(there.size(), wanted.size())
        && there.get(shared).equals(wanted.get(shared))) {
      shared++;
    }
    if (there.subList(shared, there.size()).contains(UP)) {
      return to;
    }
    var way = new ArrayList<String>();
    for (int i = shared; i < there.size(); i++) {
      way.add(UP);
    }
    way.addAll(wanted.subList(shared, wanted.size()));
    return way.isEmpty() ? "." : String.join("/", way);
  }

  private static List<String> steps(String cleaned) {
    String relative = cleaned.startsWith("/") ? cleaned.substring(1) : cleaned;
    return relative.isEmpty() || relative.equals(".") ? List.of() : List.of(relative.split("/"));
  }

  /** Whether the path is absolute on Windows: {@code C:\…} or {@code \\…}. */
  static boolean isWindowsAbsolute(String path) {
    boolean drive =
        path.length() > 2
            && Character.isLetter(path.charAt(0))
            && path.charAt(1) == ':'
            && (path.charAt(2) == '\\' || path.charAt(2) == '/');
    return drive || path.startsWith("\\\\");
  }
}
