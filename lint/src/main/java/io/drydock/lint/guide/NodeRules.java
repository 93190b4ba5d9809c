package io.drydock.lint.guide;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.guide.GuideBook.Advice;
import io.drydock.lint.shell.ShellCommand;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Packages of Node.js. */
final class NodeRules {
  private static final List<String> MANAGERS = List.of("npm", "yarn", "pnpm");
  private static final List<String> PRODUCTION =
      List.of("--production", "--prod", "--omit=dev", "--only=production", "--only=prod", "-P");

  private NodeRules() {}

  static void addTo(GuideBook book) {
    book.add(
            "DD004",
            Severity.WARNING,
            new Advice(
                "npm install may install other versions than the lock file names",
                "npm install resolves versions anew and may change the lock file; two builds differ.",
                "Use npm ci."),
            NodeRules::install)
        .add(
            "DD014",
            Severity.WARNING,
            new Advice(
                "Dependencies are not installed inside the image",
                "node_modules of the machine that builds hold binaries for another system and development dependencies.",
                "COPY package.json package-lock.json, RUN npm ci, and only then COPY the rest; list node_modules in .dockerignore."),
            NodeRules::fromHost)
        .add(
            "DD018",
            Severity.INFO,
            new Advice(
                "Development dependencies are shipped",
                "They make the image large and nobody watches them for vulnerabilities at run time.",
                "Use npm ci --omit=dev in the stage that is shipped."),
            NodeRules::development);
  }

  /** Whether the command installs what a manifest lists, and not packages that it names. */
  static boolean isInstall(ShellCommand command) {
    if (!MANAGERS.contains(command.program())) {
      return false;
    }
    List<String> plain =
        command.arguments().stream()
            .map(each -> each.text())
            .filter(each -> !each.startsWith("-"))
            .toList();
    if (plain.isEmpty()) {
      return command.program().equals("yarn") && !has(command, List.of("--version", "-v"));
    }
    return plain.size() == 1
        && List.of("ci", "install", "i", "clean-install").contains(plain.getFirst())
        && !has(command, List.of("-g", "--global"));
  }

  /** Whether the command runs a script of the package that makes something. */
  static boolean isBuild(ShellCommand command) {
    List<String> words = command.arguments().stream().map(each -> each.text()).toList();
    return MANAGERS.contains(command.program())
        && words.stream().anyMatch(each -> each.equals("build") || each.startsWith("build:"));
  }

  /** Whether anything in the stage's lineage installs more than production needs. */
  static boolean hasDevelopmentDependencies(BuildStage stage) {
    return !stage.sets("NODE_ENV", "production")
        && stage.lineage().stream()
            .flatMap(step -> step.commands().stream())
            .anyMatch(each -> isInstall(each) && !isProduction(each));
  }

  private static boolean isProduction(ShellCommand command) {
    List<String> words = command.arguments().stream().map(each -> each.text()).toList();
    return has(command, PRODUCTION)
        || (words.contains("dev") && words.contains("--omit"))
        || command.assignments().stream()
            .anyMatch(each -> each.name().equals("NODE_ENV") && each.value().equals("production"));
  }

  private static boolean has(ShellCommand command, List<String> options) {
    return command.arguments().stream().anyMatch(each -> options.contains(each.text()));
  }

  private static void install(GuideFile file, Report report) {
    for (BuildStage stage : file.stages()) {
      for (BuildStage.Step step : stage.steps()) {
        for (ShellCommand command : step.calls("npm")) {
          if (isInstall(command)
              && !command.arguments().getFirst().text().equals("ci")
              && !has(command, List.of("ci", "clean-install"))) {
            report(file, step, report);
          }
        }
      }
    }
  }

  /** Mends it where a lock file is sure to be there. */
  private static void report(GuideFile file, BuildStage.Step step, Report report) {
    var location = step.instruction().source().location();
    String message = "Use \"npm ci\": it installs exactly what the lock file names";
    boolean locked =
        file.source().text().contains("package-lock.json")
            || file.source()
                .directory()
                .filter(each -> Files.exists(each.resolve("package-lock.json")))
                .isPresent();
    Optional<Edit> edit =
        locked ? Edits.replace(file.source(), location, "npm install", "npm ci") : Optional.empty();
    edit.ifPresentOrElse(
        each -> report.at(location, message, each), () -> report.at(location, message));
  }

  private static void fromHost(GuideFile file, Report report) {
    for (BuildStage stage : file.stages()) {
      Optional<BuildStage.Step> copy = Optional.empty();
      boolean installed =
          stage.parent().map(BuildStage::lineage).orElse(List.of()).stream()
              .anyMatch(NodeRules::brings);
      for (BuildStage.Step step : stage.steps()) {
        installed |= brings(step);
        copy = copy.isEmpty() && step.copiesContext() ? Optional.of(step) : copy;
        if (copy.isPresent() && !installed && step.commands().stream().anyMatch(NodeRules::runs)) {
          report.at(
              copy.get().instruction().source().location(),
              "This also copies the machine's own node_modules, and nothing installs them here;"
                  + " copy the manifests and RUN npm ci");
          break;
        }
      }
    }
  }

  /** Whether the step brings dependencies that no machine's folder is the source of. */
  private static boolean brings(BuildStage.Step step) {
    return step.commands().stream().anyMatch(NodeRules::isInstall)
        || (step.instruction() instanceof Instruction.Copy copy
            && copy.from().isPresent()
            && copy.transfer().sources().stream().anyMatch(each -> each.contains("node_modules")));
  }

  private static boolean runs(ShellCommand command) {
    return MANAGERS.contains(command.program())
        && command.arguments().stream()
            .anyMatch(each -> each.text().equals("run") || each.text().equals("test"));
  }

  private static void development(GuideFile file, Report report) {
    Optional<BuildStage> last = file.last().filter(each -> each.isProgram() && !each.isTooling());
    if (last.isEmpty() || last.get().sets("NODE_ENV", "production")) {
      return;
    }
    for (BuildStage.Step step : last.get().lineage()) {
      if (step.commands().stream().anyMatch(each -> isInstall(each) && !isProduction(each))) {
        report.at(
            step.instruction().source().location(),
            "This installs development dependencies in the stage that is shipped; use --omit=dev");
      }
    }
  }
}
