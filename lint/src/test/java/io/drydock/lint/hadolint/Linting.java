package io.drydock.lint.hadolint;

import io.drydock.dockerfile.parser.DockerfileParser;
import io.drydock.lint.Configuration;
import io.drydock.lint.DockerfileLinter;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Edit;
import io.drydock.lint.Finding;
import io.drydock.lint.LabelType;
import io.drydock.lint.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges text by one rule, whatever its severity. */
final class Linting {
  private static final DockerfileLinter LINTER = new DockerfileLinter(HadolintRules.checks());
  private static final int MOST_FIXES = 20;

  private Linting() {}

  static List<Finding> findings(String rule, String text) {
    return findings(text, configuration(rule, Set.of(), Map.of(), false), rule);
  }

  static List<Finding> findings(String text, Configuration configuration, String rule) {
    DockerfileSource source =
        DockerfileSource.parse("Dockerfile", text, Optional.empty(), configuration);
    return LINTER.lint(source).stream().filter(each -> each.rule().id().equals(rule)).toList();
  }

  static Configuration configuration(
      String rule, Set<String> registries, Map<String, LabelType> labels, boolean strict) {
    return new Configuration(
        Set.of(), Map.of(rule, Severity.ERROR), registries, labels, strict, true);
  }

  /** The lines that break the rule. */
  static List<Integer> lines(String rule, String text) {
    return findings(rule, text).stream().map(each -> each.location().line()).toList();
  }

  /** The text after all edits that the rule offers, one after the other. */
  static String fixed(String rule, String text) {
    String fixed = text;
    for (int i = 0; i < MOST_FIXES; i++) {
      Optional<Edit> edit =
          findings(rule, fixed).stream().flatMap(each -> each.edit().stream()).findFirst();
      if (edit.isEmpty()) {
        break;
      }
      fixed =
          fixed.substring(0, edit.get().start())
              + edit.get().replacement()
              + fixed.substring(edit.get().end());
    }
    DockerfileParser.parse("Dockerfile", fixed);
    return fixed;
  }
}
