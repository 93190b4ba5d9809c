package io.drydock.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs checks over a file and drops what the configuration switches off, and what two rules say of
 * one line.
 *
 * @param <S> the kind of file
 */
public final class Linter<S> {
  private static final Comparator<Finding> IN_FILE_ORDER =
      Comparator.<Finding>comparingInt(each -> each.location().line())
          .thenComparingInt(each -> each.location().column())
          .thenComparing(each -> each.rule().id());

  private final List<Check<S>> checks;

  public Linter(List<Check<S>> checks) {
    this.checks = List.copyOf(checks);
  }

  /** The findings in file order. */
  public List<Finding> lint(S source, Configuration configuration) {
    var findings = new ArrayList<Finding>();
    for (Check<S> check : checks) {
      Severity severity = configuration.severity(check.rule());
      if (severity != Severity.NONE) {
        var report = new Report(check.rule());
        check.inspection().inspect(source, report);
        report.findings().stream()
            .filter(each -> configuration.severity(each.rule()) != Severity.NONE)
            .map(each -> each.withSeverity(configuration.severity(each.rule())))
            .forEach(findings::add);
      }
    }
    findings.sort(IN_FILE_ORDER);
    return withoutRepeats(findings);
  }

  private static List<Finding> withoutRepeats(List<Finding> findings) {
    Set<String> told = new HashSet<>();
    for (Finding each : findings) {
      each.rule().same().forEach(id -> told.add(each.location().line() + " " + id));
    }
    return findings.stream()
        .filter(each -> !told.contains(each.location().line() + " " + each.rule().id()))
        .toList();
  }
}
