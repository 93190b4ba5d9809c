package io.drydock.lint.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import io.drydock.core.SourceLocation;
import io.drydock.lint.Finding;
import io.drydock.lint.LintedFile;
import io.drydock.lint.Rule;
import io.drydock.lint.Severity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Every format holds what was found, in the form that its readers want. */
class ReportsTest {
  private static final Rule RULE =
      new Rule("XX1", Severity.WARNING, "title", "why", "do <this>", "docs/lint.md#xx1");
  private static final LintedFile FILE =
      new LintedFile(
          "dir/Docker file",
          "FROM a\nRUN b\n",
          List.of(
              new Finding(
                  RULE,
                  new SourceLocation("dir/Docker file", 2, 2, 5),
                  "say \"b\" & <c>: 100%",
                  Optional.empty())));

  @Test
  void ttyShowsLineCaretAndAdvice() {
    assertThat(write("tty"))
        .isEqualTo(
            """
            dir/Docker file:2:5: warning XX1: say "b" & <c>: 100%
                2 | RUN b
                  |     ^
                  = do <this>
                  = docs/lint.md#xx1

            1 file checked: 1 warning
            """);
    assertThat(Reports.write("tty", List.of(FILE), true)).contains("\u001b[33m^\u001b[0m");
    assertThat(Reports.write("tty", List.of(new LintedFile("a", "", List.of())), false))
        .isEqualTo("1 file checked: nothing found\n");
  }

  @Test
  void sarifHasWhatItsSchemaDemands() {
    JsonObject log = Json.object(write("sarif").getBytes(StandardCharsets.UTF_8), "sarif");
    assertThat(Json.string(log, "version")).contains("2.1.0");
    JsonObject run = Json.children(log, "runs").getFirst();
    JsonObject driver = run.getAsJsonObject("tool").getAsJsonObject("driver");
    assertThat(Json.string(driver, "name")).isPresent();
    JsonObject rule = Json.children(driver, "rules").getFirst();
    assertThat(Json.string(rule, "id")).contains("XX1");
    JsonObject result = Json.children(run, "results").getFirst();
    assertThat(Json.number(result, "ruleIndex")).contains(0L);
    assertThat(Json.string(result, "level")).contains("warning");
    JsonObject place =
        Json.children(result, "locations").getFirst().getAsJsonObject("physicalLocation");
    assertThat(Json.string(place.getAsJsonObject("artifactLocation"), "uri"))
        .contains("dir/Docker%20file");
    assertThat(Json.number(place.getAsJsonObject("region"), "startLine")).contains(2L);
  }

  @Test
  void codeQualityKeepsFingerprintsWhenLinesMove() {
    JsonArray list = array("gitlab");
    JsonObject issue = list.get(0).getAsJsonObject();
    assertThat(Json.string(issue, "severity")).contains("major");
    assertThat(issue.getAsJsonObject("location").getAsJsonObject("lines").get("begin").getAsInt())
        .isEqualTo(2);
    var moved =
        new LintedFile(
            FILE.name(),
            "#\n" + FILE.text(),
            List.of(
                new Finding(
                    RULE,
                    new SourceLocation(FILE.name(), 3, 3, 5),
                    FILE.findings().getFirst().message(),
                    Optional.empty())));
    JsonArray after =
        (JsonArray)
            Json.parse(
                Reports.write("gitlab", List.of(moved), false).getBytes(StandardCharsets.UTF_8),
                "gitlab");
    assertThat(after.get(0).getAsJsonObject().get("fingerprint"))
        .isEqualTo(issue.get("fingerprint"));
  }

  @Test
  void jsonHasHadolintsFields() {
    JsonObject issue = array("json").get(0).getAsJsonObject();
    assertThat(issue.keySet()).contains("line", "code", "message", "column", "file", "level");
  }

  @Test
  void xmlReportsAreWellFormed() throws Exception {
    Document checkstyle = xml("checkstyle");
    assertThat(checkstyle.getElementsByTagName("error").item(0).getAttributes())
        .satisfies(each ->
            assertThat(each.getNamedItem("message").getNodeValue())
                .isEqualTo("say \"b\" & <c>: 100%"));
    assertThat(xml("junit").getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void linesForProgramsAreEscaped() {
    assertThat(write("github"))
        .startsWith("::warning file=dir/Docker file,line=2,endLine=2,col=5,title=XX1::")
        .contains("100%25%0Ado <this>")
        .hasLineCount(1);
    assertThat(write("gnu")).isEqualTo("dir/Docker file:2:5: XX1 warning: say \"b\" & <c>: 100%\n");
    assertThat(write("sonarqube")).contains("\"engineId\": \"drydock\"");
  }

  @Test
  void everyNameIsKnownAndNoOther() {
    Reports.NAMES.forEach(each -> assertThat(write(each)).isNotEmpty());
    assertThatThrownBy(() -> write("nope")).isInstanceOf(DrydockException.class);
  }

  private static String write(String format) {
    return Reports.write(format, List.of(FILE), false);
  }

  private static JsonArray array(String format) {
    return (JsonArray) Json.parse(write(format).getBytes(StandardCharsets.UTF_8), format);
  }

  private static Document xml(String format) throws Exception {
    byte[] text = write(format).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text));
  }
}
