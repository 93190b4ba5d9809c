package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.error;
import static io.drydock.lint.hadolint.RuleBook.warning;

import com.google.gson.JsonArray;
import io.drydock.core.Json;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.shell.ShellCommand;
import io.drydock.lint.shell.ShellScript;
import io.drydock.lint.shell.ShellWord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules about the command that a container starts with. */
final class CommandRules {
  private static final List<String> BUILTINS =
      List.of(
          ".", ":", "cd", "eval", "exec", "exit", "export", "read", "set", "source", "trap",
          "ulimit", "umask", "unset", "wait");

  private CommandRules() {}

  static void addTo(RuleBook book) {
    book.add(
            "DL3025",
            warning(
                "the command is in shell form",
                "The shell becomes the first process and does not pass signals on, so that stopping"
                    + " takes until the time-out.",
                "[\"program\", \"argument\"]"),
            CommandRules::shellForms)
        .add(
            "DL4003",
            warning("the stage has more than one CMD", "Only the last counts.", "keep one"),
            (file, report) ->
                file.stages()
                    .forEach(each -> ImageRules.others(each, Instruction.Cmd.class, report)))
        .add(
            "DL4004",
            error("the stage has more than one ENTRYPOINT", "Only the last counts.", "keep one"),
            (file, report) ->
                file.stages()
                    .forEach(
                        each -> ImageRules.others(each, Instruction.Entrypoint.class, report)));
  }

  private static void shellForms(BuildFile file, Report report) {
    Set<Stage> ownShell = Lineages.heirs(file, CommandRules::setsShell);
    for (Stage stage : file.stages()) {
      boolean plainShell = !ownShell.contains(stage);
      for (Step step : stage.steps()) {
        text(step.instruction())
            .ifPresent(text ->
                Fault.at(step.location(), "the command is in shell form: " + text)
                    .with(plainShell ? execForm(step, text) : Optional.empty())
                    .to(report));
      }
    }
  }

  private static boolean setsShell(Stage stage) {
    return !stage.own(Instruction.Shell.class).isEmpty();
  }

  /** The command as the shell reads it, where the instruction has one in that form. */
  private static Optional<String> text(Instruction instruction) {
    if (instruction instanceof Instruction.Cmd cmd && cmd.command().shellForm()) {
      return cmd.command().words().stream().findFirst();
    }
    if (instruction instanceof Instruction.Entrypoint entry && entry.command().shellForm()) {
      return entry.command().words().stream().findFirst();
    }
    return instruction instanceof Instruction.Healthcheck check
            && check.test().getFirst().equals("CMD-SHELL")
        ? check.test().stream().skip(1).findFirst()
        : Optional.empty();
  }

  /** The same as a JSON array, where the shell would do nothing but start one program. */
  private static Optional<Edit> execForm(Step step, String text) {
    ShellScript script = ShellScript.read(text);
    if (!script.complete() || script.commands().size() != 1) {
      return Optional.empty();
    }
    ShellCommand command = script.commands().getFirst();
    return isPlain(command, text)
        ? step.line().flatMap(line -> replace(step, line, text, json(command)))
        : Optional.empty();
  }

  private static Optional<Edit> replace(Step step, LogicalLine line, String text, String json) {
    String whole = line.text().stripTrailing();
    return whole.endsWith(text)
        ? step.edit(line, whole.length() - text.length(), whole.length(), json)
        : Optional.empty();
  }

  private static boolean isPlain(ShellCommand command, String text) {
    if (command.words().isEmpty()
        || !command.assignments().isEmpty()
        || !command.redirections().isEmpty()
        || BUILTINS.contains(command.name())) {
      return false;
    }
    int expected = 0;
    for (ShellWord word : command.words()) {
      String between = text.substring(expected, word.start());
      if (!between.isBlank() || !isUnchanged(word, text)) {
        return false;
      }
      expected = word.end();
    }
    return text.substring(expected).isBlank();
  }

  /** Whether the shell passes the word on as it is written. */
  private static boolean isUnchanged(ShellWord word, String text) {
    String written = text.substring(word.start(), word.end());
    boolean pattern = written.chars().anyMatch(c -> "*?[]{}~!\\".indexOf(c) >= 0);
    return word.literal() && !pattern;
  }

  private static String json(ShellCommand command) {
    JsonArray words = Json.array(command.words().stream().map(ShellWord::text).toList());
    return new String(Json.bytes(words), StandardCharsets.UTF_8).replace("\",\"", "\", \"");
  }
}
