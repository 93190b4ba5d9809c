package io.drydock.build.copy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.PathResolver;
import io.drydock.oci.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a source pattern means. Each component is matched for itself by the rules of Go's
 * {@code path.Match}: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]}, backslash.
 */
final class Wildcards {
  private Wildcards() {}

  static boolean isPattern(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("*?[\\".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The paths that the pattern matches, in the tree's order. Links are followed in front of the
   * first component with a wildcard, not behind it.
   */
  static List<String> expand(FileTree tree, String pattern) {
    List<String> parts = TreePath.components(pattern);
    int literal = 0;
    while (literal < parts.size() && !isPattern(parts.get(literal))) {
      literal++;
    }
    List<String> found =
        List.of(new PathResolver(tree).resolve(String.join("/", parts.subList(0, literal))));
    for (String part : parts.subList(literal, parts.size())) {
      found = step(tree, found, part);
    }
    return found;
  }

  private static List<String> step(FileTree tree, List<String> directories, String pattern) {
    var next = new ArrayList<String>();
    for (String directory : directories) {
      Optional<Entry> entry = tree.find(directory).filter(Entry::isDirectory);
      if (entry.isPresent()) {
        tree.children(directory).stream()
            .filter(each -> matches(pattern, each.name()))
            .forEach(each -> next.add(each.path()));
      }
    }
    return next;
  }

  /**
   * Whether the pattern matches the whole name.
   *
   * @throws DrydockException of kind INVALID for a malformed pattern
   */
  static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int starPattern = -1;
    int starName = 0;
    while (n < name.length() || p < pattern.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        starPattern = ++p;
        starName = n;
        continue;
      }
      if (p < pattern.length() && n < name.length()) {
        int c = name.codePointAt(n);
        int next = matchOne(pattern, p, c);
        if (next > 0) {
          p = next;
          n += Character.charCount(c);
          continue;
        }
      }
      if (starPattern < 0 || starName >= name.length()) {
        return false;
      }
      starName += Character.charCount(name.codePointAt(starName));
      p = starPattern;
      n = starName;
    }
    return true;
  }

  /** Where the pattern goes on when its element at {@code p} takes the character, else -1. */
  private static int matchOne(String pattern, int p, int c) {
    return switch (pattern.charAt(p)) {
      case '?' -> p + 1;
      case '[' -> matchSet(pattern, p + 1, c);
      case '\\' -> {
        if (p + 1 >= pattern.length()) {
          throw malformed(pattern);
        }
        yield literal(pattern, p + 1, c);
      }
      default -> literal(pattern, p, c);
    };
  }

  private static int literal(String pattern, int p, int c) {
    int wanted = pattern.codePointAt(p);
    return wanted == c ? p + Character.charCount(wanted) : -1;
  }

  private static int matchSet(String pattern, int start, int c) {
    int p = start;
    boolean negated = p < pattern.length() && pattern.charAt(p) == '^';
    if (negated) {
      p++;
    }
    boolean found = false;
    int ranges = 0;
    while (true) {
      if (p < pattern.length() && pattern.charAt(p) == ']' && ranges > 0) {
        return found != negated ? p + 1 : -1;
      }
      p = skipEscape(pattern, p);
      int low = pattern.codePointAt(p);
      int high = low;
      p += Character.charCount(low);
      if (p < pattern.length() && pattern.charAt(p) == '-') {
        p = skipEscape(pattern, p + 1);
        high = pattern.codePointAt(p);
        p += Character.charCount(high);
      }
      found |= low <= c && c <= high;
      ranges++;
    }
  }

  /** Where the character of a set stands, behind a backslash if there is one. */
  private static int skipEscape(String pattern, int p) {
    int at = p < pattern.length() && pattern.charAt(p) == '\\' ? p + 1 : p;
    if (at >= pattern.length() || (at == p && "-]".indexOf(pattern.charAt(at)) >= 0)) {
      throw malformed(pattern);
    }
    return at;
  }

  private static DrydockException malformed(String pattern) {
    return new DrydockException(ErrorKind.INVALID, "invalid wildcard pattern \"" + pattern + "\"");
  }
}
