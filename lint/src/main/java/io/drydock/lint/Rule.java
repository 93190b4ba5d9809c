package io.drydock.lint;

/**
 * What files should heed, and why.
 *
 * @param id short and stable: {@code DL3006}, {@code DD001}, {@code StageNameCasing}
 * @param severity unless a configuration says otherwise
 * @param title what is wrong where the rule is broken, as one line
 * @param why what can go wrong in consequence
 * @param remedy what to write instead
 * @param link to a page that says more
 */
public record Rule(
    String id, Severity severity, String title, String why, String remedy, String link) {

  /** The same rule where a configuration gives it another severity. */
  public Rule withSeverity(Severity other) {
    return new Rule(id, other, title, why, remedy, link);
  }
}
