package io.drydock.lint.guide;

import com.google.gson.JsonArray;
import io.drydock.core.Json;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.CommandLine;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.guide.GuideBook.Advice;
import io.drydock.lint.shell.ShellCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an image runs, and as whom. */
final class ProcessRules {
  private static final Set<String> MANAGERS =
      Set.of(
          "supervisord", "s6-svscan", "runsvdir", "monit", "foreman", "honcho", "systemd", "init");
  private static final Pattern BACKGROUND = Pattern.compile("(?<![&>|])&(?![&>])");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+, -]+");

  private ProcessRules() {}

  static void addTo(GuideBook book) {
    book.add(
            "DD009",
            Severity.INFO,
            new Advice(
                "The image runs as root",
                "Whoever breaks out of the process is root in the container, and may become root on the host.",
                "Create a non-root user and switch to it with USER before CMD."),
            ProcessRules::user)
        .add(
            "DD010",
            Severity.INFO,
            new Advice(
                "Nothing says whether the service works",
                "A process may run and yet be stuck; without a health check nobody restarts it or waits for it.",
                "Add HEALTHCHECK with --interval, --timeout, --start-period and --retries."),
            ProcessRules::health)
        .add(
            "DD015",
            Severity.WARNING,
            new Advice(
                "The container runs more than one process",
                "Health, logs, restarts and scaling are per container; with several processes they tell little about each.",
                "Run one process per container, and the others in containers of their own."),
            ProcessRules::one)
        .add(
            "DD016",
            Severity.WARNING,
            new Advice(
                "The command is run through a shell",
                "The shell does not pass on signals, so stopping waits until the program is killed.",
                "Write the command in exec form, as a JSON array."),
            ProcessRules::exec);
  }

  private static void user(GuideFile file, Report report) {
    Optional<BuildStage> last = file.last().filter(each -> each.from().isPresent());
    if (last.isEmpty() || last.get().isTooling()) {
      return;
    }
    String base = last.get().root().map(Instruction.From::base).orElse("");
    Optional<Instruction.User> user =
        last.get().lineage().stream()
            .map(BuildStage.Step::instruction)
            .filter(Instruction.User.class::isInstance)
            .map(Instruction.User.class::cast)
            .reduce((first, second) -> second);
    if (user.isPresent() && isRoot(user.get().user())) {
      report.at(
          user.get().source().location(), "The last USER is root; switch to another before CMD");
    } else if (user.isEmpty() && last.get().isProgram() && !base.contains("nonroot")) {
      report.at(
          last.get().from().get().source().location(),
          "No USER: the container runs as root unless the base image says otherwise");
    }
  }

  private static boolean isRoot(String user) {
    String name = user.split(":", 2)[0];
    return name.equals("root") || name.equals("0");
  }

  private static void health(GuideFile file, Report report) {
    Optional<BuildStage> last = file.last().filter(each -> each.isProgram() && !each.isTooling());
    if (last.isEmpty()) {
      return;
    }
    List<BuildStage.Step> lineage = last.get().lineage();
    boolean checked =
        lineage.stream().anyMatch(each -> each.instruction() instanceof Instruction.Healthcheck);
    Optional<Instruction> expose =
        lineage.stream()
            .map(BuildStage.Step::instruction)
            .filter(Instruction.Expose.class::isInstance)
            .findFirst();
    if (!checked && expose.isPresent()) {
      report.at(
          expose.get().source().location(), "A service without HEALTHCHECK: nobody sees it hang");
    }
  }

  private static void one(GuideFile file, Report report) {
    for (Instruction each : file.source().instructions()) {
      Optional<CommandLine> command = command(each);
      if (command.isEmpty()) {
        continue;
      }
      List<ShellCommand> commands = GuideFile.commands(command.get());
      boolean manages =
          commands.stream()
              .anyMatch(one ->
                  MANAGERS.contains(one.program())
                      || one.arguments().stream()
                          .anyMatch(word -> word.text().endsWith("supervisord")));
      boolean background =
          command.get().words().stream().anyMatch(word -> BACKGROUND.matcher(word).find());
      if (manages || background) {
        report.at(
            each.source().location(),
            manages
                ? "A process manager runs several processes here; give each a container of its own"
                : "A process is put into the background here; give it a container of its own");
      }
    }
  }

  private static Optional<CommandLine> command(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Cmd cmd -> Optional.of(cmd.command());
      case Instruction.Entrypoint entrypoint -> Optional.of(entrypoint.command());
      default -> Optional.empty();
    };
  }

  private static void exec(GuideFile file, Report report) {
    for (BuildStage stage : file.stages()) {
      boolean shellSet =
          stage.lineage().stream()
              .anyMatch(each -> each.instruction() instanceof Instruction.Shell);
      for (BuildStage.Step step : stage.steps()) {
        Optional<CommandLine> command = command(step.instruction());
        if (command.isPresent()
            && command.get().shellForm()
            && !command.get().words().isEmpty()
            && !shellSet) {
          exec(file, step.instruction(), command.get().words().getFirst(), report);
        }
      }
    }
  }

  private static void exec(GuideFile file, Instruction instruction, String text, Report report) {
    SourceLocation place = instruction.source().location();
    String message =
        instruction.source().keyword() + " in shell form: the program does not get signals";
    Optional<Edit> edit =
        place.line() == place.endLine() && PLAIN.matcher(text).matches() && !text.contains("=")
            ? Edits.replace(file.source(), place, " " + text, " " + array(text))
            : Optional.empty();
    edit.ifPresentOrElse(each -> report.at(place, message, each), () -> report.at(place, message));
  }

  private static String array(String text) {
    var words = new JsonArray();
    for (String each : text.strip().split("\\s+")) {
      words.add(each);
    }
    return new String(Json.bytes(words), StandardCharsets.UTF_8).replace("\",\"", "\", \"");
  }
}
