package io.drydock.lint.guide;

import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.TrailingComments;
import io.drydock.lint.guide.GuideBook.Advice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What reaches the builder, and how. */
final class ContextRules {
  private static final List<String> CLUTTER =
      List.of(
          ".git",
          "node_modules",
          ".env",
          ".env.local",
          ".npmrc",
          ".venv",
          "venv",
          "__pycache__",
          ".idea",
          ".vscode",
          "coverage",
          ".next",
          "target");

  private ContextRules() {}

  static void addTo(GuideBook book) {
    book.add(
            "DD012",
            Severity.WARNING,
            new Advice(
                "There is no .dockerignore",
                "Everything in the directory is sent and copied: history, local dependencies, secrets; each change of it invalidates the cache.",
                "Write a .dockerignore that lists node_modules, .git, .env and what else the image does not need."),
            ContextRules::missing)
        .add(
            "DD013",
            Severity.WARNING,
            new Advice(
                "The .dockerignore lets clutter through",
                "It is copied into the image with everything else, and its changes invalidate the cache.",
                "List it in .dockerignore."),
            ContextRules::clutter)
        .add(
            "DD017",
            Severity.ERROR,
            new Advice(
                "A comment behind an instruction is taken for words of it",
                "Only lines that begin with # are comments; builders refuse the line or do something else.",
                "Put the comment on the line above."),
            ContextRules::comments);
  }

  private static Optional<SourceLocation> copyOfContext(GuideFile file) {
    return file.stages().stream()
        .flatMap(each -> each.steps().stream())
        .filter(BuildStage.Step::copiesContext)
        .map(each -> each.instruction().source().location())
        .findFirst();
  }

  private static void missing(GuideFile file, Report report) {
    DockerfileSource source = file.source();
    if (source.ignoreFile().isEmpty()
        && source.directory().filter(ContextRules::hasMore).isPresent()) {
      copyOfContext(file)
          .ifPresent(place ->
              report.at(
                  place,
                  "The whole directory is copied, and no .dockerignore leaves anything out"));
    }
  }

  /** Whether the directory holds more than what describes builds. */
  private static boolean hasMore(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(each -> String.valueOf(each.getFileName()).toLowerCase(Locale.ROOT))
          .anyMatch(each -> !each.contains("dockerfile") && !each.contains("compose"));
    } catch (IOException e) {
      return false;
    }
  }

  private static void clutter(GuideFile file, Report report) {
    DockerfileSource source = file.source();
    Optional<SourceLocation> copy = copyOfContext(file);
    if (copy.isEmpty() || source.ignoreFile().isEmpty()) {
      return;
    }
    Path directory = source.directory().orElseThrow();
    IgnoreRules ignored = source.ignoreRules();
    List<String> through =
        CLUTTER.stream()
            .filter(each -> Files.exists(directory.resolve(each)) && !ignored.excludes(each))
            .toList();
    if (!through.isEmpty()) {
      report.at(copy.get(), "The .dockerignore does not leave out " + String.join(", ", through));
    }
  }

  private static void comments(GuideFile file, Report report) {
    String text = file.source().text();
    for (TrailingComments.Comment each : TrailingComments.in(text)) {
      String line = text.substring(each.lineStart(), each.start()).stripTrailing();
      String comment = text.substring(each.start(), each.end());
      report.at(
          new SourceLocation(
              file.source().name(), each.line(), each.line(), each.start() - each.lineStart() + 1),
          "This is no comment but part of the instruction; put it on the line above",
          new Edit(each.lineStart(), each.end(), comment + "\n" + line));
    }
  }
}
