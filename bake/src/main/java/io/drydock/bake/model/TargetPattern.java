package io.drydock.bake.model;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Names of targets and groups, and patterns with {@code *}, {@code ?} and {@code [a-z]}. */
final class TargetPattern {
  private TargetPattern() {}

  /** The targets that a name or pattern means. */
  static List<String> targets(String pattern, Definition definition) {
    if (definition.target(pattern).isPresent()) {
      return List.of(pattern);
    }
    return matching(pattern, definition.targets().stream().map(Target::name).toList());
  }

  /** The groups and targets that a word of the command line means; a plain one is just itself. */
  static List<String> all(String pattern, Definition definition) {
    boolean plain = pattern.chars().noneMatch(c -> "*?[]".indexOf(c) >= 0);
    if (plain) {
      return List.of(pattern);
    }
    return matching(
        pattern,
        Stream.concat(
                definition.groups().stream().map(Group::name),
                definition.targets().stream().map(Target::name))
            .toList());
  }

  private static List<String> matching(String pattern, List<String> names) {
    var matching = new ArrayList<String>();
    for (String name : names) {
      if (matches(pattern, name)) {
        matching.add(name);
      }
    }
    if (matching.isEmpty()) {
      var error =
          new DrydockException(
              ErrorKind.NOT_FOUND, "could not find any target matching '" + pattern + "'");
      throw Suggestion.closest(pattern, names)
          .map(close -> error.withHint("Did you mean " + close + "?"))
          .orElse(error);
    }
    return matching;
  }

  /** Names have no slashes, so a star takes anything; only the last star is ever tried again. */
  private static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      int next = p < pattern.length() ? afterOne(pattern, p, name.charAt(n)) : -1;
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = n;
      } else if (next > 0) {
        p = next;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Where the pattern goes on when its next part takes the character, else -1. */
  private static int afterOne(String pattern, int place, char c) {
    char sign = pattern.charAt(place);
    if (sign == '?') {
      return place + 1;
    }
    if (sign == '\\' && place + 1 < pattern.length()) {
      return pattern.charAt(place + 1) == c ? place + 2 : -1;
    }
    if (sign != '[') {
      return sign == c ? place + 1 : -1;
    }
    int end = pattern.indexOf(']', place + 1);
    if (end < 0) {
      throw new DrydockException(
          ErrorKind.INVALID, "could not match targets with '" + pattern + "': [ is not closed");
    }
    boolean negated = pattern.charAt(place + 1) == '^';
    return isInSet(pattern.substring(negated ? place + 2 : place + 1, end), c) != negated
        ? end + 1
        : -1;
  }

  private static boolean isInSet(String set, char c) {
    for (int i = 0; i < set.length(); i++) {
      boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
      if (range ? c >= set.charAt(i) && c <= set.charAt(i + 2) : set.charAt(i) == c) {
        return true;
      }
      i += range ? 2 : 0;
    }
    return false;
  }
}
