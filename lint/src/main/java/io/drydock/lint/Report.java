package io.drydock.lint;

import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes down where a file breaks one rule. */
public final class Report {
  private final Rule rule;
  private final List<Finding> findings = new ArrayList<>();

  Report(Rule rule) {
    this.rule = rule;
  }

  /** The rule is broken here, and its title says how. */
  public void at(SourceLocation location) {
    at(location, rule.title());
  }

  public void at(SourceLocation location, String message) {
    findings.add(new Finding(rule, location, message, Optional.empty()));
  }

  /** The rule is broken here, and the edit mends that. */
  public void at(SourceLocation location, String message, Edit edit) {
    findings.add(new Finding(rule, location, message, Optional.of(edit)));
  }

  /** Another rule is broken here: one that only the tool knows that a check asks. */
  public void at(Rule other, SourceLocation location, String message) {
    findings.add(new Finding(other, location, message, Optional.empty()));
  }

  List<Finding> findings() {
    return findings;
  }
}
