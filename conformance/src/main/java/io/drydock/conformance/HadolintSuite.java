package io.drydock.conformance;

import static io.drydock.conformance.Report.same;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.dockerfile.parser.DockerfileParser;
import io.drydock.dockerfile.parser.Node;
import io.drydock.lint.Configuration;
import io.drydock.lint.DockerfileLinter;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.LabelType;
import io.drydock.lint.Severity;
import io.drydock.lint.hadolint.HadolintRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Snippets of Dockerfiles, and whether a rule of hadolint fires on them. */
final class HadolintSuite implements Suite {
  private static final Pattern REGISTRIES = Pattern.compile("allowedRegistries = \\[([^]]*)]");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern LABEL = Pattern.compile("\\(\"([^\"]*)\", (?:Rule\\.)?(\\w+)\\)");
  private static final Map<String, LabelType> TYPES =
      Map.of(
          "RawText", LabelType.TEXT,
          "Url", LabelType.URL,
          "SemVer", LabelType.SEMVER,
          "GitHash", LabelType.HASH,
          "Rfc3339", LabelType.RFC3339,
          "Spdx", LabelType.SPDX,
          "Email", LabelType.EMAIL);

  private final DockerfileLinter linter = new DockerfileLinter(HadolintRules.checks());

  @Override
  public String name() {
    return "hadolint-rules";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    int index = 0;
    for (JsonObject each : Cases.list(Cases.read(folder.resolve("cases.json")), "cases")) {
      String id = Cases.string(each, "rule") + "#" + index++ + ":" + Cases.string(each, "it");
      report.check(id.replace('\n', ' '), () -> check(each));
    }
  }

  private void check(JsonObject recorded) {
    // One recorded rule has a line of its snippet before it.
    String rule = Cases.string(recorded, "rule");
    int line = rule.lastIndexOf('\n') + 1;
    String text = rule.substring(0, line) + Cases.string(recorded, "dockerfile");
    String snippet = Cases.flag(recorded, "onBuild") ? onBuild(text) : text;
    List<String> fired = fired(rule.substring(line), snippet, Cases.string(recorded, "config"));
    String count = Cases.string(recorded, "count");
    if (!count.isEmpty()) {
      same("count in " + snippet, Integer.parseInt(count), fired.size());
    }
    same("fires on " + snippet, Cases.flag(recorded, "shouldFire"), !fired.isEmpty());
  }

  private List<String> fired(String rule, String text, String config) {
    Configuration configuration = configuration(rule, config);
    DockerfileSource source;
    try {
      source = DockerfileSource.parse("Dockerfile", text, Optional.empty(), configuration);
    } catch (DrydockException e) {
      // What is no Dockerfile is refused as a whole; no rule is asked.
      return List.of();
    }
    var fired = new ArrayList<String>();
    linter.lint(source).stream()
        .filter(each -> each.rule().id().equals(rule))
        .forEach(each -> fired.add(each.message()));
    return fired;
  }

  /** The snippet with every RUN behind ONBUILD. */
  private static String onBuild(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    for (Node node : DockerfileParser.parse("Dockerfile", text).nodes()) {
      if (node.name().equals("RUN")) {
        lines.set(node.line() - 1, "ONBUILD " + lines.get(node.line() - 1).stripLeading());
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** The configuration that the text of a Haskell record describes; the rule itself is on. */
  private static Configuration configuration(String rule, String config) {
    Set<String> registries = new HashSet<>();
    Matcher list = REGISTRIES.matcher(config);
    if (list.find()) {
      QUOTED.matcher(list.group(1)).results().forEach(each -> registries.add(each.group(1)));
    }
    Map<String, LabelType> labels = new HashMap<>();
    LABEL
        .matcher(config)
        .results()
        .forEach(each -> labels.put(each.group(1), TYPES.get(each.group(2))));
    return new Configuration(
        Set.of(),
        Map.of(rule, Severity.ERROR),
        registries,
        labels,
        config.contains("strictLabels = True"),
        true);
  }
}
