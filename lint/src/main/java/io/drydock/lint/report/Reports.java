package io.drydock.lint.report;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.lint.LintedFile;
import io.drydock.lint.Rule;
import java.util.List;

/** The formats of reports, by name. */
public final class Reports {
  /** All names, those that mean the same behind each other. */
  public static final List<String> NAMES =
      List.of(
          "tty",
          "json",
          "sarif",
          "checkstyle",
          "gitlab",
          "gitlab_codeclimate",
          "codeclimate",
          "github",
          "gnu",
          "junit",
          "sonarqube");

  private Reports() {}

  /** The rules as JSON, or as a line each: id, severity and title with tabs between. */
  public static String rules(String format, List<Rule> rules) {
    if (format.equals("json")) {
      return JsonReports.rules(rules);
    }
    var out = new StringBuilder();
    for (Rule each : rules) {
      out.append(each.id() + "\t" + each.severity() + "\t" + each.title() + "\n");
    }
    return out.toString();
  }

  /**
   * The report as text.
   *
   * @param format one of {@link #NAMES}
   * @param colour whether a terminal shows it
   * @throws DrydockException of kind INVALID for any other format
   */
  public static String write(String format, List<LintedFile> files, boolean colour) {
    return switch (format) {
      case "tty" -> new TtyReport(colour).write(files);
      case "json" -> JsonReports.json(files);
      case "sarif" -> SarifReport.write(files);
      case "checkstyle" -> XmlReports.checkstyle(files);
      case "gitlab", "gitlab_codeclimate", "codeclimate" -> JsonReports.codeQuality(files);
      case "github" -> LineReports.github(files);
      case "gnu" -> LineReports.gnu(files);
      case "junit" -> XmlReports.junit(files);
      case "sonarqube" -> JsonReports.sonarqube(files);
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "unknown format \"" + format + "\": give one of " + String.join(", ", NAMES));
    };
  }
}
