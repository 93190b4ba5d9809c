package io.drydock.lint.hadolint;

import io.drydock.core.SourceLocation;
import io.drydock.lint.DockerfileSource.Comment;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.hadolint.RuleBook.Advice;
import java.util.regex.Pattern;

/** The rule about comments that switch rules off. */
final class PragmaRules {
  private static final Pattern IGNORE =
      Pattern.compile("(hadolint|drydock)(\\s+(global|stage))?\\s+ignore\\s*=.*");

  private PragmaRules() {}

  static void addTo(RuleBook book) {
    book.add(
        "DL1001",
        new Advice(
            Severity.NONE,
            "a comment switches rules off",
            "Where rules are agreed on by many, one file should not decide against them.",
            "mend what the rule finds, or switch it off in the configuration"),
        PragmaRules::pragmas);
  }

  private static void pragmas(BuildFile file, Report report) {
    for (Comment each : file.source().comments()) {
      if (IGNORE.matcher(each.text()).matches()) {
        report.at(SourceLocation.line(file.source().name(), each.line()));
      }
    }
  }
}
