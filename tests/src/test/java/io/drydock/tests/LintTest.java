package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lint from outside: what guides call wrong is found, what they call right is not. */
class LintTest {
  /** What the guides warn of, by heading, and the rule that has to find it. */
  private static final Map<String, String> MISTAKES =
      Map.of(
          "Running Containers as Root", "DD009",
          "Using the latest Tag in Production", "DD001",
          "Copying node_modules Into the Image", "DD014",
          "Not Using Multi-Stage Builds", "DD011",
          "Busting Layer Cache with Wrong COPY Order", "DD003",
          "Hardcoding Environment Variables in Dockerfile", "DD007",
          "Creating Unnecessary Layers", "DD006",
          "Layer Caching Optimization", "DD003");

  @TempDir Path folder;
  @TempDir Path store;

  private Drydock drydock;

  @BeforeEach
  void open() {
    drydock = new Drydock(store);
  }

  @Test
  void findsWhatTheGuidesCallWrongAndNothingInWhatTheyCallRight() throws IOException {
    Path guides = Drydock.home().resolve("../shared/seeds");
    Assumptions.assumeTrue(Files.isDirectory(guides), "there is no folder " + guides);
    List<GuideSnippets.Snippet> snippets = GuideSnippets.in(guides);
    assertThat(snippets).hasSizeGreaterThan(30);
    for (int i = 0; i < snippets.size(); i++) {
      Files.writeString(folder.resolve("%03d.Dockerfile".formatted(i)), snippets.get(i).text());
    }
    Map<Integer, List<String>> found = byNumber(lint("--no-fail", "."));
    var checked = new TreeMap<String, Integer>();
    for (int i = 0; i < snippets.size(); i++) {
      GuideSnippets.Snippet snippet = snippets.get(i);
      List<String> rules = found.getOrDefault(i, List.of());
      assertThat(rules).as(snippet.text()).doesNotContain("DD000 error");
      String rule = MISTAKES.getOrDefault(snippet.heading(), "");
      if (snippet.isWrong()) {
        assertThat(rules).as(snippet.text()).anyMatch(each -> each.startsWith(rule + " "));
        checked.merge(snippet.heading(), 1, Integer::sum);
      } else if (snippet.isFix() || snippet.text().startsWith("# CORRECT")) {
        assertThat(rules).as(snippet.text()).noneMatch(each -> each.startsWith(rule + " "));
      }
    }
    assertThat(checked.keySet()).containsExactlyInAnyOrderElementsOf(MISTAKES.keySet());
  }

  @Test
  void exitCodesFollowTheThreshold() throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "FROM nginx\n");
    assertThat(run("lint").code()).isEqualTo(1);
    assertThat(run("lint", "--fail-on=error").code()).isZero();
    assertThat(run("lint", "--no-fail").code()).isZero();
    assertThat(run("lint", "--ignore=DD001").code()).isZero();
    assertThat(run("lint", "nosuch").err()).contains("cannot read nosuch");
    Files.writeString(folder.resolve(".hadolint.yaml"), "ignored: [DL3006]\n");
    assertThat(run("lint").code()).isZero();
  }

  @Test
  void showsWhatItMendsAndMendsWhenTold() throws IOException {
    Path file = folder.resolve("Dockerfile");
    Files.writeString(file, "FROM a:1 # base\nUSER x\nCMD node server.js\n");
    assertThat(run("lint", "--diff").err())
        .contains("-CMD node server.js", "+CMD [\"node\", \"server.js\"]");
    assertThat(file).content().contains("CMD node");
    Drydock.Outcome fixed = run("lint", "--fix");
    assertThat(fixed.err()).contains("+++ b/Dockerfile");
    assertThat(fixed.code()).isZero();
    assertThat(file)
        .content()
        .isEqualTo("# base\nFROM a:1\nUSER x\nCMD [\"node\", \"server.js\"]\n");
  }

  @Test
  void readsStandardInputAndNamesThePlace() {
    Drydock.Outcome outcome =
        drydock.run(folder, "FROM a:1\nCOPPY x y\n", Map.of(), "lint", "-f", "gnu", "-");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).startsWith("-:2: DD000 error: unknown instruction: COPPY");
  }

  @Test
  void everyRuleIsInTheDocumentation() throws IOException {
    String documentation = Files.readString(Drydock.home().resolve("docs/lint.md"));
    String hadolint = Files.readString(Drydock.home().resolve("docs/hadolint.md"));
    JsonArray rules =
        JsonParser.parseString(run("lint", "--rules", "-f", "json").out()).getAsJsonArray();
    assertThat(rules).hasSizeGreaterThan(120);
    for (JsonElement each : rules) {
      JsonObject rule = each.getAsJsonObject();
      String id = rule.get("id").getAsString();
      if (id.startsWith("DL")) {
        assertThat(hadolint).contains("[" + id + "](");
        continue;
      }
      assertThat(documentation)
          .contains("| " + link(rule, id) + " | " + rule.get("severity").getAsString());
      if (id.startsWith("DD") || id.startsWith("DC")) {
        assertThat(documentation).contains("### " + id + "\n");
      }
    }
  }

  private static String link(JsonObject rule, String id) {
    String address = rule.get("link").getAsString();
    return "[" + id + "](" + address.replace("docs/lint.md", "") + ")";
  }

  @Test
  void buildsAnswerQuestionsAboutThemselves() throws IOException {
    Files.writeString(
        folder.resolve("Dockerfile"),
        """
        # VERSION what to build
        ARG VERSION=1
        # base the common part
        FROM scratch as base
        ARG VERSION
        RUN --mount=type=secret,id=key,required x
        # final what is shipped
        FROM base AS final
        """);
    Drydock.Outcome check = run("build", "--check", ".");
    assertThat(check.out())
        .startsWith("Check complete, 1 warning has been found!\n\nWARNING: FromAsCasing - https://")
        .contains("   4 | >>> FROM scratch as base");
    assertThat(check.code()).isZero();
    assertThat(
            run("build", "--check", "--build-arg", "BUILDKIT_DOCKERFILE_CHECK=error=true", ".")
                .code())
        .isEqualTo(1);
    assertThat(run("build", "--call=outline", ".").out())
        .isEqualTo(
            """
            TARGET:        final
            DESCRIPTION:   what is shipped

            BUILD ARG   VALUE   DESCRIPTION
            VERSION     1       what to build

            SECRET   REQUIRED
            key      true

            """);
    assertThat(run("build", "--call=targets", ".").out())
        .isEqualTo(
            "TARGET            DESCRIPTION\n"
                + "base              the common part\n"
                + "final (default)   what is shipped\n");
    JsonObject json =
        JsonParser.parseString(run("build", "--call=check,format=json", ".").out())
            .getAsJsonObject();
    assertThat(
            json.getAsJsonArray("warnings").get(0).getAsJsonObject().get("ruleName").getAsString())
        .isEqualTo("FromAsCasing");
  }

  @Test
  void buildsListTheirWarnings() throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch as base\nCOPY Dockerfile /\n");
    assertThat(run("build", "--progress=plain", ".").err())
        .contains("#1 WARN: FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)")
        .contains(" 1 warning found (use --debug to expand):\n - FromAsCasing:");
    assertThat(run("build", "--progress=rawjson", ".").err())
        .contains("{\"warnings\":[{\"vertex\"");
  }

  private Drydock.Outcome run(String... words) {
    return drydock.run(folder, "", Map.of(), words);
  }

  private List<JsonObject> lint(String... words) {
    var all = new ArrayList<>(List.of("lint", "-f", "json"));
    all.addAll(List.of(words));
    var findings = new ArrayList<JsonObject>();
    for (JsonElement each :
        JsonParser.parseString(run(all.toArray(String[]::new)).out()).getAsJsonArray()) {
      findings.add(each.getAsJsonObject());
    }
    return findings;
  }

  private static Map<Integer, List<String>> byNumber(List<JsonObject> findings) {
    var found = new TreeMap<Integer, List<String>>();
    for (JsonObject each : findings) {
      int number = Integer.parseInt(each.get("file").getAsString().substring(0, 3));
      found
          .computeIfAbsent(number, _ -> new ArrayList<>())
          .add(each.get("code").getAsString() + " " + each.get("level").getAsString());
    }
    return found;
  }
}
