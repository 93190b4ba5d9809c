package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.info;
import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Pair;
import io.drydock.lint.LabelType;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.hadolint.RuleBook.Advice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rules about LABEL: how labels are named, and what a label schema asks for. */
final class LabelRules {
  private static final List<String> RESERVED =
      List.of("com.docker.", "io.docker.", "org.dockerproject.");

  private LabelRules() {}

  static void addTo(RuleBook book) {
    book.add(
            "DL3048",
            new Advice(
                Severity.STYLE,
                "the label's name is not as names of labels should be",
                "Tools may refuse it, or take it for Docker's own.",
                "lower-case letters, digits, single dots and hyphens, from a letter to a letter or"
                    + " digit"),
            (file, report) -> each(file, (label, at) -> name(label, at, report)))
        .add(
            "DL3049",
            info("a label is missing", "The label schema asks for it.", "LABEL NAME=VALUE"),
            LabelRules::missing)
        .add(
            "DL3050",
            info(
                "a label is not in the schema",
                "The configuration allows no others.",
                "leave it out, or add it to the label schema"),
            LabelRules::superfluous)
        .add(
            "DL3051",
            warning(
                "the label is empty",
                "The label schema asks for it, and an empty one says nothing.",
                "give it a value"),
            (file, report) ->
                each(
                    file,
                    (label, at) -> {
                      if (schema(file).containsKey(label.name) && label.value.isEmpty()) {
                        report.at(at.location(), "the label is empty: " + label.name);
                      }
                    }));
    addType(book, "DL3052", LabelType.URL, "a URL");
    addType(book, "DL3053", LabelType.RFC3339, "a time by RFC 3339");
    addType(book, "DL3054", LabelType.SPDX, "a license of SPDX");
    addType(book, "DL3055", LabelType.HASH, "a git commit");
    addType(book, "DL3056", LabelType.SEMVER, "a semantic version");
    addType(book, "DL3058", LabelType.EMAIL, "an e-mail address");
  }

  /** A label without quotes. */
  private record Label(String name, String value) {}

  @FunctionalInterface
  private interface Visitor {
    void visit(Label label, Step at);
  }

  private static void addType(RuleBook book, String id, LabelType type, String what) {
    String title = "the label is not " + what;
    book.add(
        id,
        warning(title, "The label schema asks for it, and tools will read it so.", "write " + what),
        (file, report) ->
            each(
                file,
                (label, at) -> {
                  if (schema(file).get(label.name) == type
                      && !LabelValues.conforms(type, label.value)) {
                    report.at(at.location(), title + ": " + label.name);
                  }
                }));
  }

  private static Map<String, LabelType> schema(BuildFile file) {
    return file.source().configuration().labelSchema();
  }

  private static void each(BuildFile file, Visitor visitor) {
    file.steps().forEach(step -> labels(step).forEach(label -> visitor.visit(label, step)));
  }

  private static List<Label> labels(Step step) {
    var labels = new ArrayList<Label>();
    if (step.instruction() instanceof Instruction.Label label) {
      for (Pair each : label.pairs()) {
        labels.add(new Label(Text.unquoted(each.key()), Text.unquoted(each.value())));
      }
    }
    return labels;
  }

  private static void name(Label label, Step at, Report report) {
    boolean wrong = RESERVED.stream().anyMatch(label.name::startsWith) || !isName(label.name);
    if (wrong) {
      report.at(
          at.location(), "the label's name is not as names of labels should be: " + label.name);
    }
  }

  private static boolean isName(String name) {
    boolean divided = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean divider = c == '.' || c == '-';
      boolean digit = c >= '0' && c <= '9';
      boolean wrong = divider ? divided : digit ? i == 0 : c < 'a' || c > 'z';
      if (wrong) {
        return false;
      }
      divided = divider;
    }
    return !divided;
  }

  private static void superfluous(BuildFile file, Report report) {
    if (!file.source().configuration().strictLabels()) {
      return;
    }
    each(
        file,
        (label, at) -> {
          if (!schema(file).containsKey(label.name)) {
            report.at(at.location(), "a label is not in the schema: " + label.name);
          }
        });
  }

  /** A stage lacks a label if neither it nor a stage that is built with its files has it. */
  private static void missing(BuildFile file, Report report) {
    for (String name : new TreeSet<>(schema(file).keySet())) {
      Set<Stage> having = Lineages.related(file, each -> sets(each, name));
      Set<Stage> used = Lineages.feeding(file, Lineages.heirs(file, each -> sets(each, name)));
      for (Stage stage : file.stages()) {
        if (!having.contains(stage) && !used.contains(stage)) {
          stage.from().ifPresent(each -> report.at(each.location(), "a label is missing: " + name));
        }
      }
    }
  }

  private static boolean sets(Stage stage, String name) {
    return stage.steps().stream()
        .flatMap(step -> labels(step).stream())
        .anyMatch(label -> label.name.equals(name));
  }
}
