package io.drydock.lint.guide;

import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.guide.GuideBook.Advice;
import io.drydock.lint.shell.ShellCommand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an image begins with, and what of that it ships. */
final class ImageRules {
  private static final Set<String> LANGUAGES = Set.of("node", "python", "ruby", "openjdk", "php");
  private static final Set<String> COMPILERS =
      Set.of("golang", "rust", "maven", "gradle", "gcc", "swift", "haskell", "buildpack-deps");
  private static final List<String> SMALL =
      List.of("slim", "alpine", "distroless", "jre", "minimal", "chiseled");
  private static final Set<String> COMPILING =
      Set.of("gcc", "g++", "cc", "c++", "clang", "rustc", "javac", "tsc", "make", "cmake");

  /** A repository that is made anew for each version, as distroless images are. */
  private static final Pattern VERSIONED = Pattern.compile("debian\\d+$");

  private ImageRules() {}

  static void addTo(GuideBook book) {
    book.add(
            "DD001",
            Severity.WARNING,
            new Advice(
                "The image is not pinned to a version",
                "\"latest\", or no tag, is another image tomorrow: builds break without a change and nobody can roll back.",
                "Pin an exact version, as in node:20.11-slim, or a digest."),
            ImageRules::pinned)
        .add(
            "DD002",
            Severity.NONE,
            new Advice(
                "The image is not pinned to a digest",
                "A tag can be moved to another image.",
                "Add the digest: name:tag@sha256:…; off unless a configuration gives it a severity."),
            ImageRules::digest)
        .add(
            "DD011",
            Severity.WARNING,
            new Advice(
                "The image ships what built it",
                "Compilers, development dependencies and sources make the image large and give an attacker tools.",
                "Use multi-stage builds: build in a stage of its own, and COPY --from=build only the result into a small base."),
            ImageRules::stages)
        .add(
            "DD019",
            Severity.INFO,
            new Advice(
                "The base image is larger than running needs",
                "Every package in an image has to be pulled, stored and patched.",
                "Begin the last stage with a slim, alpine or distroless variant, or scratch."),
            ImageRules::size);
  }

  private static void pinned(GuideFile file, Report report) {
    for (BuildStage stage : file.stages()) {
      stage
          .from()
          .ifPresent(from ->
              file.image(from).ifPresent(image -> pinned(image, from.source().location(), report)));
      for (BuildStage.Step step : stage.steps()) {
        if (step.instruction() instanceof Instruction.Copy copy) {
          copy.from()
              .filter(each -> !file.isStage(each) && !each.matches("\\d+") && each.contains("/"))
              .ifPresent(each -> pinned(each, copy.source().location(), report));
        }
      }
    }
  }

  private static void pinned(String image, SourceLocation location, Report report) {
    String tag = tag(image);
    boolean versioned = VERSIONED.matcher(image).find();
    if (!versioned
        && !image.contains("@")
        && !image.contains("$")
        && (tag.isEmpty() || tag.equals("latest"))) {
      report.at(
          location,
          tag.isEmpty()
              ? "\"" + image + "\" has no tag, so it is whatever is the latest; pin a version"
              : "\"" + image + "\" changes without warning; pin a version");
    }
  }

  private static void digest(GuideFile file, Report report) {
    for (BuildStage stage : file.stages()) {
      stage
          .from()
          .ifPresent(from ->
              file.image(from)
                  .filter(image -> !image.contains("@"))
                  .ifPresent(image ->
                      report.at(from.source().location(), "\"" + image + "\" has no digest")));
    }
  }

  private static String tag(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    int at = last.indexOf('@');
    String named = at < 0 ? last : last.substring(0, at);
    return named.contains(":") ? named.substring(named.indexOf(':') + 1) : "";
  }

  private static void stages(GuideFile file, Report report) {
    Optional<BuildStage> last = file.last().filter(BuildStage::isProgram);
    if (last.isEmpty() || last.get().isTooling()) {
      return;
    }
    List<BuildStage.Step> lineage = last.get().lineage();
    boolean development = NodeRules.hasDevelopmentDependencies(last.get());
    for (BuildStage.Step step : lineage) {
      for (ShellCommand command : step.commands()) {
        if (compiles(command) || (development && NodeRules.isBuild(command))) {
          report.at(
              step.instruction().source().location(),
              "\""
                  + command.name()
                  + "\" builds in the stage that is shipped; build in another and copy the result");
          return;
        }
      }
    }
  }

  private static boolean compiles(ShellCommand command) {
    String verb = command.arguments().isEmpty() ? "" : command.arguments().getFirst().text();
    return switch (command.program()) {
      case "go" -> verb.equals("build") || verb.equals("install");
      case "cargo" -> verb.equals("build") || verb.equals("install");
      case "dotnet" -> verb.equals("publish") || verb.equals("build");
      case "mvn", "mvnw", "gradle", "gradlew" -> !verb.startsWith("-");
      default -> COMPILING.contains(command.program());
    };
  }

  private static void size(GuideFile file, Report report) {
    Optional<BuildStage> last = file.last().filter(BuildStage::isProgram);
    Optional<Instruction.From> root = last.flatMap(BuildStage::root);
    Optional<String> image = root.flatMap(file::image);
    if (image.isEmpty() || last.get().isTooling()) {
      return;
    }
    String name = image.get().substring(image.get().lastIndexOf('/') + 1);
    String repository = name.split("[:@]", 2)[0];
    String tag = tag(image.get()).toLowerCase(Locale.ROOT);
    boolean isLarge =
        COMPILERS.contains(repository)
            || (LANGUAGES.contains(repository) && SMALL.stream().noneMatch(tag::contains));
    if (isLarge) {
      report.at(
          root.get().source().location(),
          "\"" + image.get() + "\" brings compilers and tools that nothing needs at run time");
    }
  }
}
