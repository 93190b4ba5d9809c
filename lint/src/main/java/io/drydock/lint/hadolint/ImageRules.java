package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.error;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.hadolint.RuleBook.Advice;
import io.drydock.lint.hadolint.RuleBook.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Rules about what an image says of itself: directories, ports, health, author, triggers. */
final class ImageRules {
  private static final int LARGEST_PORT = 65_535;
  private static final List<String> NO_TRIGGERS = List.of("ONBUILD", "FROM", "MAINTAINER");

  private ImageRules() {}

  static void addTo(RuleBook book) {
    book.addForSteps(
            "DL3000",
            error(
                "WORKDIR is relative",
                "Where it leads depends on what came before, in the base image too.",
                "give an absolute path"),
            ImageRules::relative)
        .addForSteps(
            "DL3011",
            error("no such port", "Ports go up to 65535.", "name a port between 0 and 65535"),
            ImageRules::port)
        .addForSteps(
            "DL3043",
            error(
                "ONBUILD cannot trigger this instruction",
                "A build on this image fails.",
                "take it out of ONBUILD"),
            ImageRules::trigger)
        .addForSteps(
            "DL4000",
            error(
                "MAINTAINER is deprecated",
                "A label says the same, and tools can read it.",
                "LABEL org.opencontainers.image.authors=\"…\""),
            ImageRules::maintainer);
    addHealth(book);
  }

  private static void addHealth(RuleBook book) {
    book.add(
            "DL3012",
            error("the stage has more than one HEALTHCHECK", "Only the last counts.", "keep one"),
            (file, report) ->
                file.stages().forEach(each -> others(each, Instruction.Healthcheck.class, report)))
        .add(
            "DL3057",
            new Advice(
                Severity.NONE,
                "the image has no HEALTHCHECK",
                "Nobody notices when the program hangs but does not end.",
                "HEALTHCHECK CMD …, or HEALTHCHECK NONE to say that there is none"),
            ImageRules::unhealthy);
  }

  /** Reports each instruction of the kind in the stage but the first. */
  static <T extends Instruction> void others(Stage stage, Class<T> kind, Report report) {
    stage.own(kind).stream().skip(1).forEach(each -> report.at(each.location()));
  }

  private static Optional<Fault> relative(Step step) {
    return step.instruction() instanceof Instruction.Workdir workdir
            && !Text.isAbsolute(Text.stripped(workdir.path()))
        ? Optional.of(Fault.at(step.location(), "WORKDIR is relative: " + workdir.path()))
        : Optional.empty();
  }

  private static Optional<Fault> port(Step step) {
    if (!(step.instruction() instanceof Instruction.Expose expose)) {
      return Optional.empty();
    }
    return expose.ports().stream()
        .filter(ImageRules::isTooLarge)
        .findFirst()
        .map(each -> Fault.at(step.location(), "no such port: " + each));
  }

  private static boolean isTooLarge(String ports) {
    int slash = ports.indexOf('/');
    for (String each : (slash < 0 ? ports : ports.substring(0, slash)).split("[-:]")) {
      boolean number = each.matches("[0-9]+");
      if (number && (each.length() > 9 || Integer.parseInt(each) > LARGEST_PORT)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Fault> trigger(Step step) {
    return step.node()
        .trigger()
        .filter(each -> NO_TRIGGERS.contains(each.name()))
        .map(each -> Fault.at(step.location(), "ONBUILD cannot trigger " + each.name()));
  }

  private static Optional<Fault> maintainer(Step step) {
    return step.instruction() instanceof Instruction.Maintainer maintainer
        ? Optional.of(
            Fault.at(step.location(), "MAINTAINER is deprecated")
                .with(label(step, maintainer.author())))
        : Optional.empty();
  }

  private static Optional<Edit> label(Step step, String author) {
    String plain = Text.stripped(author);
    boolean safe = plain.chars().noneMatch(c -> "\"\\$`\n".indexOf(c) >= 0);
    String written = step.node().text().strip();
    boolean lower = step.node().keyword().equals(step.node().keyword().toLowerCase(Locale.ROOT));
    String label =
        (lower ? "label" : "LABEL") + " org.opencontainers.image.authors=\"" + plain + "\"";
    return safe ? step.replacing(written, label) : Optional.empty();
  }

  /** A stage is well if it has a check, inherits one, or is built on by a stage that has one. */
  private static void unhealthy(BuildFile file, Report report) {
    Set<Stage> well = Lineages.related(file, ImageRules::hasCheck);
    for (Stage stage : file.stages()) {
      if (!well.contains(stage)) {
        stage.from().ifPresent(each -> report.at(each.location()));
      }
    }
  }

  private static boolean hasCheck(Stage stage) {
    return stage.steps().stream()
        .anyMatch(each -> each.instruction() instanceof Instruction.Healthcheck);
  }
}
