package io.drydock.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs checks over a Dockerfile and drops what the configuration or a comment switches off. */
public final class Linter {
  private static final Comparator<Finding> IN_FILE_ORDER =
      Comparator.<Finding>comparingInt(each -> each.location().line())
          .thenComparingInt(each -> each.location().column())
          .thenComparing(each -> each.rule().id());

  private final List<Check<DockerfileSource>> checks;

  public Linter(List<Check<DockerfileSource>> checks) {
    this.checks = List.copyOf(checks);
  }

  /** The findings in file order. */
  public List<Finding> lint(DockerfileSource source) {
    Pragmas pragmas = Pragmas.of(source);
    var findings = new ArrayList<Finding>();
    for (Check<DockerfileSource> check : checks) {
      Severity severity = source.configuration().severity(check.rule());
      if (severity != Severity.NONE) {
        var report = new Report(check.rule().withSeverity(severity));
        check.inspection().inspect(source, report);
        report.findings().stream().filter(pragmas::allow).forEach(findings::add);
      }
    }
    findings.sort(IN_FILE_ORDER);
    return findings;
  }
}
