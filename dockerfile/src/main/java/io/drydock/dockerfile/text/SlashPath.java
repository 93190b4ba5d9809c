package io.drydock.dockerfile.text;

import java.util.ArrayDeque;
import java.util.ArrayList;

/** Paths with slashes, as text. */
public final class SlashPath {
  private SlashPath() {}

  /**
   * The shortest path of the same meaning: without {@code .}, without doubled and trailing slashes,
   * and with {@code ..} resolved against what stands before it. The empty path becomes {@code .}.
   */
  public static String clean(String path) {
    boolean rooted = path.startsWith("/");
    var parts = new ArrayDeque<String>();
    for (String part : path.split("/")) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      boolean up = part.equals("..");
      if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!up || !rooted) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", new ArrayList<>(parts));
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }
}
