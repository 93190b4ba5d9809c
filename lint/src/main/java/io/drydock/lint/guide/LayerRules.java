package io.drydock.lint.guide;

import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.guide.GuideBook.Advice;
import io.drydock.lint.shell.ShellCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Layers: what invalidates them, and what stays in them. */
final class LayerRules {
  private static final String LISTS = "/var/lib/apt/lists";
  private static final Set<String> SYSTEM =
      Set.of("apt-get", "apt", "apk", "dnf", "yum", "microdnf", "zypper");
  private static final List<String> INSTALLING = List.of("install", "add", "in", "groupinstall");
  private static final List<String> CACHES =
      List.of(
          LISTS,
          "/var/cache/apt",
          "/var/cache/apk",
          "/var/cache/yum",
          "/var/cache/dnf",
          "/root/.npm",
          "/root/.cache");

  private LayerRules() {}

  static void addTo(GuideBook book) {
    book.add(
            "DD003",
            Severity.WARNING,
            new Advice(
                "Sources are copied before dependencies are installed",
                "Any change of any file throws the cached dependencies away, and each build installs them anew.",
                "COPY only the manifests (package.json, requirements.txt, go.mod …), install the dependencies, and only then COPY the rest."),
            LayerRules::order)
        .add(
            "DD005",
            Severity.WARNING,
            new Advice(
                "The package manager's cache stays in the layer",
                "A layer keeps what was in it at its end; removing files later only hides them.",
                "Remove the cache in the same RUN that installs, or mount one with RUN --mount=type=cache."),
            LayerRules::caches)
        .add(
            "DD006",
            Severity.WARNING,
            new Advice(
                "One task is spread over several layers",
                "An update that is cached alone grows stale, and a layer that removes files does not shrink those below.",
                "Combine update, install and removal with && in one RUN."),
            LayerRules::spread);
  }

  private static void order(GuideFile file, Report report) {
    for (BuildStage stage : file.stages()) {
      Optional<BuildStage.Step> copy = Optional.empty();
      boolean installed = false;
      for (BuildStage.Step step : stage.steps()) {
        boolean installs = step.commands().stream().anyMatch(LayerRules::isFromManifest);
        if (installs && copy.isPresent() && !installed) {
          report.at(
              copy.get().instruction().source().location(),
              "Everything is copied before \""
                  + shown(
                      step.commands().stream()
                          .filter(LayerRules::isFromManifest)
                          .findFirst()
                          .orElseThrow())
                  + "\", so every change installs all dependencies again; copy the manifests first");
        }
        installed |= installs;
        copy = copy.isEmpty() && step.copiesContext() ? Optional.of(step) : copy;
      }
    }
  }

  private static String shown(ShellCommand command) {
    var words = command.words().stream().map(each -> each.text()).limit(3).toList();
    return String.join(" ", words);
  }

  /** Whether the command installs the dependencies that a file of the project lists. */
  private static boolean isFromManifest(ShellCommand command) {
    List<String> words = command.arguments().stream().map(each -> each.text()).toList();
    String verb = words.isEmpty() ? "" : words.getFirst();
    return switch (command.program()) {
      case "npm", "yarn", "pnpm" -> NodeRules.isInstall(command);
      case "pip", "pip3" -> verb.equals("install") && isRequirements(words);
      case "python", "python3" -> words.contains("pip") && isRequirements(words);
      case "poetry", "bundle", "composer" -> verb.equals("install");
      case "pipenv", "uv" -> verb.equals("install") || verb.equals("sync");
      case "go" -> verb.equals("mod") && words.contains("download");
      case "cargo" -> verb.equals("fetch");
      case "dotnet" -> verb.equals("restore");
      case "mvn", "mvnw" -> words.stream().anyMatch(each -> each.startsWith("dependency:"));
      default -> false;
    };
  }

  private static boolean isRequirements(List<String> words) {
    return words.contains("-r")
        || words.stream().anyMatch(each -> each.startsWith("--requirement"));
  }

  private static void caches(GuideFile file, Report report) {
    for (BuildStage stage : file.stages()) {
      if (!stage.shipped()) {
        continue;
      }
      for (BuildStage.Step step : stage.steps()) {
        if (step.instruction() instanceof Instruction.Run run && !mountsCache(run)) {
          apt(file, step, report);
          other(file, stage, step, report);
        }
      }
    }
  }

  private static boolean mountsCache(Instruction.Run run) {
    return run.mounts().stream()
        .anyMatch(each -> each.contains("type=cache") || each.contains("type=tmpfs"));
  }

  private static void apt(GuideFile file, BuildStage.Step step, Report report) {
    List<ShellCommand> calls = step.calls("apt-get", "apt");
    boolean installs = calls.stream().anyMatch(each -> does(each, INSTALLING));
    if (installs && !removes(step, LISTS)) {
      SourceLocation place = step.instruction().source().location();
      String message = "The package lists of apt stay in the layer; add: && rm -rf " + LISTS + "/*";
      boolean updates = calls.stream().anyMatch(each -> does(each, List.of("update")));
      if (updates && isPlain(step.instruction())) {
        report.at(place, message, Edits.append(file.source(), place, " && rm -rf " + LISTS + "/*"));
      } else {
        report.at(place, message);
      }
    }
  }

  /** Whether text behind the last line is part of the script. */
  private static boolean isPlain(Instruction instruction) {
    return instruction instanceof Instruction.Run run
        && run.command().shellForm()
        && run.command().heredocs().isEmpty()
        && run.command().words().stream()
            .noneMatch(each -> each.contains("#") || each.contains(";"));
  }

  private static void other(GuideFile file, BuildStage stage, BuildStage.Step step, Report report) {
    for (ShellCommand call : step.commands()) {
      boolean leaves =
          switch (call.program()) {
            case "apk" ->
                does(call, List.of("add"))
                    && !has(call, "--no-cache")
                    && !removes(step, "/var/cache/apk");
            case "dnf", "yum", "microdnf" ->
                does(call, INSTALLING) && !cleans(step) && !removes(step, "/var/cache");
            case "zypper" ->
                does(call, INSTALLING) && !cleans(step) && !removes(step, "/var/cache");
            case "pip", "pip3" ->
                does(call, List.of("install"))
                    && !has(call, "--no-cache-dir")
                    && !stage.sets("PIP_NO_CACHE_DIR", "1")
                    && !removes(step, ".cache");
            default -> false;
          };
      if (leaves) {
        leftover(file, step, call, report);
      }
    }
  }

  private static void leftover(
      GuideFile file, BuildStage.Step step, ShellCommand call, Report report) {
    SourceLocation place = step.instruction().source().location();
    String option = call.program().equals("apk") ? "--no-cache" : "--no-cache-dir";
    boolean hasOption = call.program().equals("apk") || call.program().startsWith("pip");
    String verb = call.program() + (call.program().equals("apk") ? " add" : " install");
    Optional<Edit> edit =
        hasOption
            ? Edits.replace(file.source(), place, verb + " ", verb + " " + option + " ")
            : Optional.empty();
    String message =
        "The cache of "
            + call.program()
            + " stays in the layer; "
            + (hasOption ? "add " + option : "add: && " + call.program() + " clean all");
    edit.ifPresentOrElse(each -> report.at(place, message, each), () -> report.at(place, message));
  }

  private static boolean does(ShellCommand command, List<String> verbs) {
    return command.arguments().stream().anyMatch(each -> verbs.contains(each.text()));
  }

  private static boolean has(ShellCommand command, String option) {
    return command.arguments().stream().anyMatch(each -> each.text().equals(option));
  }

  private static boolean removes(BuildStage.Step step, String path) {
    return step.calls("rm").stream()
        .anyMatch(each -> each.arguments().stream().anyMatch(word -> word.text().contains(path)));
  }

  private static boolean cleans(BuildStage.Step step) {
    return step.commands().stream().anyMatch(each -> does(each, List.of("clean")));
  }

  private static void spread(GuideFile file, Report report) {
    for (BuildStage stage : file.stages()) {
      boolean before = false;
      for (BuildStage.Step step : stage.steps()) {
        boolean manages =
            step.commands().stream().anyMatch(each -> SYSTEM.contains(each.program()));
        boolean installs = step.commands().stream().anyMatch(LayerRules::installs);
        SourceLocation place = step.instruction().source().location();
        if (!installs && !step.commands().isEmpty() && onlyRemovesCaches(step)) {
          report.at(
              place,
              "The removed files stay in the layer that made them; remove them in the RUN that installs");
        } else if (manages
            && !installs
            && step.commands().stream().allMatch(each -> does(each, List.of("update")))) {
          report.at(
              place,
              "An update in a layer of its own grows stale; combine it with the install in one RUN");
        } else if (installs && before) {
          report.at(place, "Combine this with the RUN above: one layer instead of two");
        }
        before = manages;
      }
    }
  }

  private static boolean installs(ShellCommand command) {
    return SYSTEM.contains(command.program()) && does(command, INSTALLING);
  }

  private static boolean onlyRemovesCaches(BuildStage.Step step) {
    return step.commands().stream()
        .allMatch(each ->
            (each.program().equals("rm")
                    && each.arguments().stream()
                        .anyMatch(word -> CACHES.stream().anyMatch(word.text()::startsWith)))
                || (SYSTEM.contains(each.program()) && does(each, List.of("clean", "autoclean"))));
  }
}
