package io.drydock.lint.report;

import io.drydock.lint.Finding;
import io.drydock.lint.LintedFile;
import io.drydock.lint.Severity;
import java.util.List;

/** Reports as XML: Checkstyle's and JUnit's. */
final class XmlReports {
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private XmlReports() {}

  static String checkstyle(List<LintedFile> files) {
    var out = new StringBuilder(HEAD).append("<checkstyle version=\"4.3\">\n");
    for (LintedFile file : files) {
      out.append("  <file name=").append(quoted(file.name())).append(">\n");
      for (Finding each : file.findings()) {
        out.append("    <error line=\"")
            .append(each.location().line())
            .append("\" column=\"")
            .append(Math.max(1, each.location().column()))
            .append("\" severity=\"")
            .append(checkstyle(each.rule().severity()))
            .append("\" message=")
            .append(quoted(each.message()))
            .append(" source=")
            .append(quoted(each.rule().id()))
            .append("/>\n");
      }
      out.append("  </file>\n");
    }
    return out.append("</checkstyle>\n").toString();
  }

  /** Checkstyle knows no style. */
  private static String checkstyle(Severity severity) {
    return severity == Severity.STYLE ? "info" : severity.toString();
  }

  static String junit(List<LintedFile> files) {
    var out = new StringBuilder(HEAD).append("<testsuites>\n");
    for (LintedFile file : files) {
      int count = file.findings().size();
      out.append("  <testsuite name=")
          .append(quoted(file.name()))
          .append(" tests=\"")
          .append(Math.max(1, count))
          .append("\" failures=\"")
          .append(count)
          .append("\" errors=\"0\">\n");
      if (count == 0) {
        out.append("    <testcase classname=")
            .append(quoted(file.name()))
            .append(" name=\"lint\"/>\n");
      }
      file.findings().forEach(each -> testcase(file, each, out));
      out.append("  </testsuite>\n");
    }
    return out.append("</testsuites>\n").toString();
  }

  private static void testcase(LintedFile file, Finding finding, StringBuilder out) {
    out.append("    <testcase classname=")
        .append(quoted(file.name()))
        .append(" name=")
        .append(quoted(finding.rule().id() + " line " + finding.location().line()))
        .append(">\n      <failure type=")
        .append(quoted(finding.rule().severity().toString()))
        .append(" message=")
        .append(quoted(finding.message()))
        .append("/>\n    </testcase>\n");
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\n' -> out.append("&#10;");
        default -> out.append(c < ' ' && c != '\t' ? ' ' : c);
      }
    }
    return out.append('"').toString();
  }
}
