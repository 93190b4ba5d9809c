package io.drydock.lint.report;

import io.drydock.lint.Finding;
import io.drydock.lint.LintedFile;
import io.drydock.lint.Severity;
import java.util.List;

/** Reports with one line a finding: GNU's form of errors, and annotations of GitHub's workflows. */
final class LineReports {
  private LineReports() {}

  static String gnu(List<LintedFile> files) {
    var out = new StringBuilder();
    for (LintedFile file : files) {
      for (Finding each : file.findings()) {
        out.append(file.name())
            .append(':')
            .append(each.location().line())
            .append(each.location().column() > 0 ? ":" + each.location().column() : "")
            .append(": ")
            .append(each.rule().id())
            .append(' ')
            .append(each.rule().severity())
            .append(": ")
            .append(each.message())
            .append('\n');
      }
    }
    return out.toString();
  }

  static String github(List<LintedFile> files) {
    var out = new StringBuilder();
    for (LintedFile file : files) {
      for (Finding each : file.findings()) {
        out.append("::")
            .append(command(each.rule().severity()))
            .append(" file=")
            .append(property(file.name()))
            .append(",line=")
            .append(each.location().line())
            .append(",endLine=")
            .append(each.location().endLine())
            .append(each.location().column() > 0 ? ",col=" + each.location().column() : "")
            .append(",title=")
            .append(property(each.rule().id()))
            .append("::")
            .append(data(each.message() + "\n" + each.rule().remedy() + "\n" + each.rule().link()))
            .append('\n');
      }
    }
    return out.toString();
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE, NONE -> "notice";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
