package io.drydock.lint.report;

import io.drydock.lint.Finding;
import io.drydock.lint.LintedFile;
import io.drydock.lint.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The report for people: each finding with its line, a caret, and what to do. */
final class TtyReport {
  private final boolean colour;
  private final StringBuilder out = new StringBuilder();

  TtyReport(boolean colour) {
    this.colour = colour;
  }

  String write(List<LintedFile> files) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (LintedFile file : files) {
      List<String> lines = file.lines();
      for (Finding each : file.findings()) {
        finding(each, lines);
        counts.merge(each.rule().severity(), 1, Integer::sum);
      }
    }
    out.append(summary(files.size(), counts)).append('\n');
    return out.toString();
  }

  private void finding(Finding finding, List<String> lines) {
    Severity severity = finding.rule().severity();
    out.append(bold(finding.location().toString()))
        .append(": ")
        .append(paint(severity, severity + " " + finding.rule().id()))
        .append(": ")
        .append(finding.message())
        .append('\n');
    int line = finding.location().line();
    if (line >= 1 && line <= lines.size() && !lines.get(line - 1).isBlank()) {
      excerpt(finding, lines.get(line - 1));
    }
    out.append("      = ").append(finding.rule().remedy());
    if (finding.edit().isPresent()) {
      out.append(" (--fix does it)");
    }
    out.append("\n      = ").append(finding.rule().link()).append("\n\n");
  }

  private void excerpt(Finding finding, String line) {
    int column = finding.location().column();
    int start = column > 0 ? column - 1 : line.length() - line.stripLeading().length();
    int length = column > 0 ? 1 : line.strip().length();
    String number = Integer.toString(finding.location().line());
    String gap = " ".repeat(Math.max(0, 5 - number.length()));
    out.append(gap).append(number).append(" | ").append(line.replace('\t', ' ')).append('\n');
    out.append("      | ")
        .append(" ".repeat(Math.min(start, line.length())))
        .append(paint(finding.rule().severity(), "^".repeat(Math.max(1, length))))
        .append('\n');
  }

  private static String summary(int files, Map<Severity, Integer> counts) {
    String checked = files + (files == 1 ? " file" : " files") + " checked: ";
    var parts = new ArrayList<String>();
    counts.forEach((severity, count) ->
        parts.add(
            count
                + " "
                + (severity == Severity.ERROR || severity == Severity.WARNING
                    ? severity + (count == 1 ? "" : "s")
                    : severity)));
    return checked + (parts.isEmpty() ? "nothing found" : String.join(", ", parts));
  }

  private String bold(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  private String paint(Severity severity, String text) {
    String code =
        switch (severity) {
          case ERROR -> "31";
          case WARNING -> "33";
          case INFO -> "36";
          case STYLE, NONE -> "35";
        };
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
