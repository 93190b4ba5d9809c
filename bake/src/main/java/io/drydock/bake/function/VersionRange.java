package io.drydock.bake.function;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions that a constraint allows: {@code >= 1.2, < 2 || ~3.1}. Conditions between commas or
 * blanks must all hold, of those between bars one. Pre-releases are only meant where a condition
 * names one.
 *
 * @param alternatives each a list of conditions
 */
record VersionRange(List<List<Predicate<Version>>> alternatives) {
  private static final Pattern CONDITION =
      Pattern.compile("\\s*(=|==|!=|>|<|>=|=>|<=|=<|~|~>|\\^|)\\s*([^\\s,|<>=!~^]+)\\s*,?");
  private static final Pattern HYPHEN = Pattern.compile("\\s*(\\S+)\\s+-\\s+(\\S+)\\s*");

  VersionRange {
    alternatives = alternatives.stream().map(List::copyOf).toList();
  }

  static VersionRange parse(String text) {
    var alternatives = new ArrayList<List<Predicate<Version>>>();
    for (String each : text.split("\\|\\|", -1)) {
      alternatives.add(conditions(each));
    }
    return new VersionRange(alternatives);
  }

  boolean contains(Version version) {
    return alternatives.stream()
        .anyMatch(each -> each.stream().allMatch(condition -> condition.test(version)));
  }

  private static List<Predicate<Version>> conditions(String text) {
    Matcher hyphen = HYPHEN.matcher(text);
    if (hyphen.matches()) {
      return List.of(condition(">=", hyphen.group(1)), condition("<=", hyphen.group(2)));
    }
    var conditions = new ArrayList<Predicate<Version>>();
    Matcher matcher = CONDITION.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find(end) && matcher.start() == end) {
      conditions.add(condition(matcher.group(1), matcher.group(2)));
      end = matcher.end();
    }
    if (conditions.isEmpty() || !text.substring(end).isBlank()) {
      throw Signature.invalid("\"" + text.strip() + "\" is no condition for versions");
    }
    return conditions;
  }

  private static Predicate<Version> condition(String operator, String text) {
    int wildcard = wildcard(text);
    if (wildcard == 0) {
      return version -> !operator.equals("!=") && version.preRelease().isEmpty();
    }
    Version bound = Version.parse(wildcard > 0 ? text.substring(0, wildcard - 1) : text);
    Version after = after(operator, bound);
    Predicate<Version> holds =
        switch (operator) {
          case "", "=", "==" -> version -> within(version, bound, after);
          case "!=" -> version -> !within(version, bound, after);
          case ">" ->
              version ->
                  bound.parts().size() < 3
                      ? version.compareTo(after) >= 0
                      : version.compareTo(bound) > 0;
          case ">=", "=>" -> version -> version.compareTo(bound) >= 0;
          case "<" -> version -> version.compareTo(bound) < 0;
          case "<=", "=<" ->
              version ->
                  bound.parts().size() < 3
                      ? version.compareTo(after) < 0
                      : version.compareTo(bound) <= 0;
          default -> version -> version.compareTo(bound) >= 0 && version.compareTo(after) < 0;
        };
    return version ->
        (version.preRelease().isEmpty() || !bound.preRelease().isEmpty() || operator.equals("!="))
            && holds.test(version);
  }

  private static boolean within(Version version, Version bound, Version after) {
    return bound.parts().size() < 3
        ? version.compareTo(bound) >= 0 && version.compareTo(after) < 0
        : version.compareTo(bound) == 0;
  }

  /** Where the {@code x} or star of {@code 1.2.x} stands, or -1. */
  private static int wildcard(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean start = i == 0 || text.charAt(i - 1) == '.';
      if (start && "xX*".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** The first version behind those that a condition with this bound means. */
  private static Version after(String operator, Version bound) {
    BigInteger one = BigInteger.ONE;
    int written = bound.parts().size();
    int raised =
        switch (operator) {
          case "^" -> firstNotZero(bound);
          case "~", "~>" -> Math.min(1, written - 1);
          default -> written - 1;
        };
    return switch (raised) {
      case 0 -> Version.of(bound.part(0).add(one), BigInteger.ZERO, BigInteger.ZERO);
      case 1 -> Version.of(bound.part(0), bound.part(1).add(one), BigInteger.ZERO);
      default -> Version.of(bound.part(0), bound.part(1), bound.part(2).add(one));
    };
  }

  private static int firstNotZero(Version version) {
    for (int i = 0; i < version.parts().size(); i++) {
      if (version.part(i).signum() != 0) {
        return i;
      }
    }
    return version.parts().size() - 1;
  }
}
