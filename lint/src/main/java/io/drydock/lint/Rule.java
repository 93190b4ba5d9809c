package io.drydock.lint;

import java.util.Set;

/**
 * What files should heed, and why.
 *
 * @param id short and stable: {@code DL3006}, {@code DD001}, {@code StageNameCasing}
 * @param severity unless a configuration says otherwise
 * @param title what is wrong where the rule is broken, as one line
 * @param why what can go wrong in consequence
 * @param remedy what to write instead
 * @param link to a page that says more: an address, or a path in this project
 * @param same ids of other tools' rules that say the same: who ignores one of them ignores this
 *     one, and where both are broken on a line only this one is reported
 */
public record Rule(
    String id,
    Severity severity,
    String title,
    String why,
    String remedy,
    String link,
    Set<String> same) {
  public Rule {
    same = Set.copyOf(same);
  }

  /** A rule that no other tool's rule says the same as. */
  public Rule(String id, Severity severity, String title, String why, String remedy, String link) {
    this(id, severity, title, why, remedy, link, Set.of());
  }

  /** The same rule where a configuration gives it another severity. */
  public Rule withSeverity(Severity other) {
    return new Rule(id, other, title, why, remedy, link, same);
  }

  /** Whether one of the ids means this rule. */
  public boolean isAmong(Iterable<String> ids) {
    for (String each : ids) {
      if (each.equals(id) || same.contains(each)) {
        return true;
      }
    }
    return false;
  }
}
