package io.drydock.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    Set<String> ignored = ignored(configuration);
    for (Check<S> check : checks) {
      Severity severity = configuration.severity(check.rule());
      if (severity != Severity.NONE) {
        var report = new Report(check.rule());
        check.inspection().inspect(source, report);
        report.findings().stream()
            .filter(each -> !ignored.contains(each.rule().id()))
            .filter(each -> configuration.severity(each.rule()) != Severity.NONE)
            .map(each -> each.withSeverity(configuration.severity(each.rule())))
            .forEach(findings::add);
      }
    }
    findings.sort(IN_FILE_ORDER);
    return withoutRepeats(findings);
  }

  /** The ids that the configuration ignores, and those that say the same as one of them. */
  private Set<String> ignored(Configuration configuration) {
    Set<String> ignored = new HashSet<>(configuration.ignored());
    for (Check<S> each : checks) {
      if (configuration.ignored().contains(each.rule().id())) {
        ignored.addAll(each.rule().same());
      }
    }
    return ignored;
  }

  /** Of two rules that say the same of a line, one is told, with the edit of either. */
  private static List<Finding> withoutRepeats(List<Finding> findings) {
    Map<String, Finding> tellers = new HashMap<>();
    for (Finding each : findings) {
      for (int line = each.location().line(); line <= each.location().endLine(); line++) {
        for (String id : each.rule().same()) {
          tellers.putIfAbsent(line + " " + id, each);
        }
      }
    }
    var edits = new IdentityHashMap<Finding, Edit>();
    var told = new ArrayList<Finding>();
    for (Finding each : findings) {
      Optional<Finding> teller =
          Optional.ofNullable(tellers.get(each.location().line() + " " + each.rule().id()));
      if (teller.isEmpty()) {
        told.add(each);
      } else {
        each.edit().ifPresent(edit -> edits.putIfAbsent(teller.get(), edit));
      }
    }
    return told.stream()
        .map(each ->
            each.edit().isPresent() ? each : each.withEdit(Optional.ofNullable(edits.get(each))))
        .toList();
  }
}
