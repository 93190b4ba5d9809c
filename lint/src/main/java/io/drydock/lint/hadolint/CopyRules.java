package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.error;
import static io.drydock.lint.hadolint.RuleBook.info;
import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Transfer;
import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.shell.OptionSyntax;
import io.drydock.lint.shell.ShellCommand;
import io.drydock.lint.shell.ShellWord;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules about COPY and ADD. */
final class CopyRules {
  private static final List<String> ARCHIVES =
      List.of(
          ".tar", ".gz", ".bz2", ".xz", ".zst", ".tgz", ".tb2", ".tbz", ".tbz2", ".lz", ".lzma",
          ".tlz", ".txz", ".tzst", ".z", ".tz");
  private static final List<String> REMOTES =
      List.of("http://", "https://", "git://", "ssh://", "git@");
  private static final Tool TAR =
      Tool.of("tar|bsdtar|gtar", OptionSyntax.getopt("f", "file", "C", "directory"));
  private static final List<String> DECOMPRESSORS =
      List.of(
          "gunzip", "zcat", "gzcat", "bunzip2", "bzcat", "unxz", "xzcat", "unlzma", "uncompress");

  private CopyRules() {}

  static void addTo(RuleBook book) {
    addSources(book);
    addDestinations(book);
    addStages(book);
  }

  private static void addSources(RuleBook book) {
    book.add(
            "DL3010",
            info(
                "the archive is copied and then unpacked",
                "The archive stays in a layer although only its contents are wanted.",
                "ADD unpacks a local archive by itself"),
            CopyRules::unpacked)
        .addForSteps(
            "DL3020",
            error(
                "ADD takes files that COPY is for",
                "ADD may also unpack or download, so a reader has to find out which.",
                "COPY, unless the source is an archive, a URL or a repository"),
            CopyRules::addsFiles);
  }

  private static void addDestinations(RuleBook book) {
    book.addForSteps(
            "DL3021",
            error(
                "several sources need a destination that ends with /",
                "Without it the destination is a file, and the build fails.",
                "end the destination with /"),
            CopyRules::destination)
        .add(
            "DL3045",
            warning(
                "COPY to a relative path, and no WORKDIR is set",
                "Where the files go depends on the base image.",
                "set WORKDIR before, or give an absolute path"),
            CopyRules::relative);
  }

  private static void addStages(RuleBook book) {
    book.add(
            "DL3022",
            warning(
                "COPY --from names no stage above",
                "What is not a stage is taken for an image, and a slip downloads a stranger's.",
                "name a stage that stands above, or an image with its tag"),
            (file, report) -> file.stages().forEach(each -> unknown(file, each, report)))
        .add(
            "DL3023",
            error(
                "COPY --from names its own stage",
                "A stage cannot copy from itself; the build fails.",
                "name another stage"),
            (file, report) -> file.stages().forEach(each -> itself(each, report)))
        .addForSteps(
            "DL3067",
            warning(
                "COPY takes the whole file system of another stage",
                "Tools, caches and secrets of that stage come with it.",
                "copy what is needed, or build on that stage with FROM"),
            CopyRules::everything);
  }

  private static Optional<Transfer> transfer(Step step) {
    if (step.instruction() instanceof Instruction.Copy copy) {
      return Optional.of(copy.transfer());
    }
    return step.instruction() instanceof Instruction.Add add
        ? Optional.of(add.transfer())
        : Optional.empty();
  }

  private static boolean isArchive(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return ARCHIVES.stream().anyMatch(lower::endsWith);
  }

  private static void unpacked(BuildFile file, Report report) {
    for (Stage stage : file.stages()) {
      var copied = new HashMap<String, Step>();
      for (Step step : stage.steps()) {
        if (step.instruction() instanceof Instruction.Copy copy && copy.from().isEmpty()) {
          remember(step, copy.transfer(), copied);
        } else if (step instanceof RunStep run) {
          run.commands().forEach(each -> extracted(each, copied, report));
        }
      }
    }
  }

  private static void remember(Step step, Transfer transfer, Map<String, Step> copied) {
    String target = Text.stripped(transfer.destination());
    for (String source : transfer.sources()) {
      String name = Text.stripped(source);
      if (isArchive(name)) {
        copied.put(Text.baseName(isArchive(target) ? target : name), step);
      }
    }
  }

  private static void extracted(ShellCommand command, Map<String, Step> copied, Report report) {
    if (!isExtraction(command)) {
      return;
    }
    for (ShellWord each : command.arguments()) {
      String path = each.text().substring(each.text().indexOf('=') + 1);
      String name = Text.baseName(path);
      Step step = TAR.is(command) || isTar(name) ? copied.remove(name) : null;
      if (step != null) {
        report.at(step.location());
      }
    }
  }

  /** Whether the name is that of a tar archive; ADD does not unpack other compressed files. */
  private static boolean isTar(String name) {
    return name.matches("(?i).*\\.(tar(\\..*)?|t[a-z0-9]{1,3})");
  }

  private static boolean isExtraction(ShellCommand command) {
    if (DECOMPRESSORS.contains(command.program())) {
      return true;
    }
    boolean oldStyle =
        TAR.is(command)
            && !command.arguments().isEmpty()
            && command.arguments().getFirst().text().matches("[A-Za-z]*x[A-Za-z]*");
    return oldStyle
        || TAR.options(command).filter(each -> each.has("x", "extract", "get")).isPresent();
  }

  private static Optional<Fault> addsFiles(Step step) {
    if (!(step.instruction() instanceof Instruction.Add add) || !add.checksum().isEmpty()) {
      return Optional.empty();
    }
    List<String> plain =
        add.transfer().sources().stream()
            .map(Text::stripped)
            .filter(each -> !isForAdd(each))
            .toList();
    return plain.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Fault.at(step.location(), "ADD takes a file that COPY is for: " + plain.getFirst())
                .with(copyInstead(step, add, plain)));
  }

  private static boolean isForAdd(String source) {
    String lower = source.toLowerCase(Locale.ROOT);
    return isArchive(lower)
        || source.startsWith("$")
        || REMOTES.stream().anyMatch(lower::startsWith);
  }

  private static Optional<Edit> copyInstead(Step step, Instruction.Add add, List<String> plain) {
    boolean same =
        plain.size() == add.transfer().sources().size()
            && add.unpack().isEmpty()
            && !add.keepGitDirectory()
            && plain.stream().noneMatch(each -> each.indexOf('*') >= 0);
    String written = step.isOnBuild() ? "ADD" : step.node().keyword();
    String copy = written.equals("add") ? "copy" : "COPY";
    return same ? step.replacing(written, copy) : Optional.empty();
  }

  private static Optional<Fault> destination(Step step) {
    if (!(step.instruction() instanceof Instruction.Copy copy)) {
      return Optional.empty();
    }
    Transfer transfer = copy.transfer();
    String target = Text.stripped(transfer.destination());
    boolean directory =
        target.endsWith("/")
            || target.endsWith("\\")
            || target.equals(".")
            || target.equals("..")
            || target.startsWith("$");
    if (transfer.sources().size() + transfer.inlineFiles().size() < 2 || directory) {
      return Optional.empty();
    }
    return Optional.of(
        Fault.at(step.location(), "several sources need a destination that ends with /")
            .with(slash(step, transfer)));
  }

  private static Optional<Edit> slash(Step step, Transfer transfer) {
    return step.line()
        .filter(line -> line.text().stripTrailing().endsWith(" " + transfer.destination()))
        .filter(line -> transfer.destination().indexOf('"') < 0)
        .map(line -> new Edit(line.end(), line.end(), "/"));
  }

  private static void relative(BuildFile file, Report report) {
    Set<Stage> settled = Lineages.heirs(file, CopyRules::setsWorkdir);
    for (Stage stage : file.stages()) {
      relative(stage, stage.parent().filter(settled::contains).isPresent(), report);
    }
  }

  private static void relative(Stage stage, boolean inherited, Report report) {
    boolean known = inherited;
    boolean knownOnBuild = false;
    for (Step step : stage.steps()) {
      if (step.instruction() instanceof Instruction.Workdir) {
        knownOnBuild |= step.isOnBuild();
        known |= !step.isOnBuild();
      } else if (step.instruction() instanceof Instruction.Copy copy
          && !known
          && !(knownOnBuild && step.isOnBuild())
          && !Text.isAbsolute(Text.stripped(copy.transfer().destination()))) {
        report.at(step.location());
      }
    }
  }

  private static boolean setsWorkdir(Stage stage) {
    return stage.steps().stream()
        .anyMatch(step -> step.instruction() instanceof Instruction.Workdir);
  }

  private static void unknown(BuildFile file, Stage stage, Report report) {
    for (Step step : stage.steps()) {
      if (step.instruction() instanceof Instruction.Copy copy
          && copy.from().filter(each -> isUnknown(file, stage, each)).isPresent()) {
        report.at(step.location(), "COPY --from names no stage above: " + copy.from().orElse(""));
      }
    }
  }

  /** What has a tag or digest is meant to be an image; the stage itself is another rule's. */
  private static boolean isUnknown(BuildFile file, Stage stage, String reference) {
    boolean image = reference.indexOf(':') >= 0 || reference.indexOf('@') >= 0;
    return !image && !stage.isCalled(reference) && file.before(stage, reference).isEmpty();
  }

  private static void itself(Stage stage, Report report) {
    for (Step step : stage.steps()) {
      if (step.instruction() instanceof Instruction.Copy copy
          && copy.from().filter(stage::isCalled).isPresent()) {
        report.at(step.location());
      }
    }
  }

  private static Optional<Fault> everything(Step step) {
    return transfer(step)
        .filter(each -> isFromElsewhere(step))
        .filter(each -> isRoot(each.destination()))
        .filter(each -> each.sources().stream().anyMatch(CopyRules::isRoot))
        .map(
            each -> Fault.at(step.location(), "COPY takes the whole file system of another stage"));
  }

  private static boolean isFromElsewhere(Step step) {
    return step.instruction() instanceof Instruction.Copy copy && copy.from().isPresent();
  }

  private static boolean isRoot(String path) {
    return Text.stripped(path).matches("/+[.*]?/*");
  }
}
