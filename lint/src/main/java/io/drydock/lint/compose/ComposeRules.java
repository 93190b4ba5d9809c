package io.drydock.lint.compose;

import io.drydock.lint.Check;
import io.drydock.lint.Rule;
import io.drydock.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules for Compose files. */
public final class ComposeRules {
  private static final String LINK = "docs/lint.md#";

  private final List<Check<ComposeSource>> checks = new ArrayList<>();

  private ComposeRules() {}

  /** All of them. */
  public static List<Check<ComposeSource>> checks() {
    var rules = new ComposeRules();
    NetworkRules.addTo(rules);
    PrivilegeRules.addTo(rules);
    ServiceRules.addTo(rules);
    return List.copyOf(rules.checks);
  }

  /** What a rule says: what is wrong, what comes of that, what to write instead. */
  record Advice(String title, String why, String remedy) {}

  ComposeRules add(
      String id, Severity severity, Advice advice, Check.Inspection<ComposeSource> inspection) {
    String link = LINK + id.toLowerCase(Locale.ROOT);
    var rule = new Rule(id, severity, advice.title(), advice.why(), advice.remedy(), link);
    checks.add(new Check<>(rule, inspection));
    return this;
  }
}
