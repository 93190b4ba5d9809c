package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.error;
import static io.drydock.lint.hadolint.RuleBook.info;
import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Mount;
import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.hadolint.RuleBook.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules about where images come from and how stages are named. */
final class FromRules {
  private static final List<String> TARGET = List.of("$TARGETPLATFORM", "${TARGETPLATFORM}");

  private static final List<String> RESERVED = List.of("scratch", "context");

  private FromRules() {}

  static void addTo(RuleBook book) {
    addImages(book);
    addStages(book);
  }

  private static void addImages(RuleBook book) {
    book.add(
            "DL3006",
            warning(
                "the base image has no tag",
                "Without a tag it is latest, which is another image next month.",
                "FROM NAME:TAG, or NAME@DIGEST"),
            (file, report) ->
                file.stages().forEach(each -> untagged(each).ifPresent(at -> report.at(at))))
        .add(
            "DL3007",
            warning(
                "the base image is latest",
                "That is another image next month, and nobody can tell which one was used.",
                "FROM NAME:VERSION, or NAME@DIGEST"),
            (file, report) ->
                file.stages().forEach(each -> latest(each).ifPresent(at -> report.at(at))))
        .add(
            "DL3026",
            error(
                "the image comes from a registry that is not trusted",
                "Whoever controls the registry controls what runs.",
                "take it from one of the trusted registries"),
            FromRules::untrusted)
        .addForSteps(
            "DL3029",
            warning(
                "FROM --platform ties the stage to one platform",
                "The image then cannot be built for any other.",
                "leave the flag out, or write --platform=$BUILDPLATFORM for a stage of tools"),
            FromRules::platform)
        .addForSteps(
            "DL3065",
            info(
                "--platform=$TARGETPLATFORM is what FROM does anyway",
                "It says nothing, and hides the stages that are different.",
                "leave the flag out"),
            FromRules::targetPlatform);
  }

  private static void addStages(RuleBook book) {
    book.add(
            "DL3024",
            error(
                "two stages have the same name",
                "COPY --from and --target take the last one, whichever was meant.",
                "give each stage its own name"),
            FromRules::duplicates)
        .add(
            "DL3061",
            error(
                "an instruction stands before the first FROM",
                "There is no image yet that it could change.",
                "begin with FROM; only ARG and comments may stand before it"),
            FromRules::order)
        .addForSteps(
            "DL3063",
            warning(
                "the stage has a name that is taken",
                "FROM scratch means no image, and context means what is built from.",
                "give the stage another name"),
            FromRules::reservedName);
  }

  /** The FROM of the stage, if it names an image rather than a stage, scratch or a variable. */
  private static Optional<Step> outside(Stage stage) {
    return stage
        .from()
        .filter(step -> stage.parent().isEmpty())
        .filter(step -> !image(step).isScratch());
  }

  private static BaseImage image(Step step) {
    return BaseImage.of(((Instruction.From) step.instruction()).base());
  }

  private static Optional<SourceLocation> untagged(Stage stage) {
    return outside(stage)
        .filter(step -> {
          BaseImage image = image(step);
          return image.tag().isEmpty()
              && image.digest().isEmpty()
              && Text.baseName(image.repository()).indexOf('$') < 0;
        })
        .map(Step::location);
  }

  private static Optional<SourceLocation> latest(Stage stage) {
    return outside(stage)
        .filter(step -> image(step).tag().equals("latest") && image(step).digest().isEmpty())
        .map(Step::location);
  }

  private static void untrusted(BuildFile file, Report report) {
    Set<String> trusted = file.source().configuration().trustedRegistries();
    if (trusted.isEmpty()) {
      return;
    }
    for (Stage stage : file.stages()) {
      stage
          .from()
          .filter(step -> stage.parent().isEmpty())
          .ifPresent(step -> {
            String base = ((Instruction.From) step.instruction()).base();
            judge(step, step.variables().expand(base), trusted, report);
          });
      for (Step step : stage.steps()) {
        for (String name : references(step)) {
          if (file.before(stage, name).isEmpty()) {
            judge(step, name, trusted, report);
          }
        }
      }
    }
  }

  private static void judge(Step step, String name, Set<String> trusted, Report report) {
    BaseImage image = BaseImage.of(name);
    if (!image.isScratch() && !image.isFrom(trusted)) {
      report.at(step.location(), "the image comes from a registry that is not trusted: " + name);
    }
  }

  private static List<String> references(Step step) {
    if (step.instruction() instanceof Instruction.Copy copy) {
      return copy.from().stream().toList();
    }
    return step.instruction() instanceof Instruction.Run run
        ? run.mounts().stream().map(Mount::from).flatMap(Optional::stream).toList()
        : List.of();
  }

  private static Optional<String> platformOf(Step step) {
    return step.instruction() instanceof Instruction.From from ? from.platform() : Optional.empty();
  }

  private static Optional<Fault> platform(Step step) {
    return platformOf(step)
        .filter(each -> !each.contains("BUILDPLATFORM") && !each.contains("TARGETPLATFORM"))
        .map(each -> Fault.at(step.location(), "FROM --platform ties the stage to one platform"));
  }

  private static Optional<Fault> targetPlatform(Step step) {
    return platformOf(step)
        .filter(TARGET::contains)
        .map(each ->
            Fault.at(step.location(), "--platform=$TARGETPLATFORM is what FROM does anyway")
                .with(withoutPlatform(step)));
  }

  private static Optional<Edit> withoutPlatform(Step step) {
    return TARGET.stream()
        .flatMap(each -> step.replacing("--platform=" + each + " ", "").stream())
        .findFirst();
  }

  private static void duplicates(BuildFile file, Report report) {
    var seen = new HashSet<String>();
    for (Stage stage : file.stages()) {
      stage
          .base()
          .filter(from -> from.name().filter(name -> !seen.add(name)).isPresent())
          .ifPresent(from -> report.at(from.source().location()));
    }
  }

  private static Optional<Fault> reservedName(Step step) {
    return step.instruction() instanceof Instruction.From from
        ? from.name()
            .filter(RESERVED::contains)
            .map(each -> Fault.at(step.location(), "the stage has a name that is taken: " + each))
        : Optional.empty();
  }

  private static void order(BuildFile file, Report report) {
    Stage first = file.stages().getFirst();
    if (first.from().isPresent()) {
      return;
    }
    for (Step step : first.steps()) {
      if (!(step.instruction() instanceof Instruction.Arg)) {
        report.at(step.location());
      }
    }
  }
}
