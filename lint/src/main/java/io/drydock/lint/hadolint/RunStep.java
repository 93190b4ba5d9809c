package io.drydock.lint.hadolint;

import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.CommandLine;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Mount;
import io.drydock.dockerfile.parser.Heredoc;
import io.drydock.dockerfile.parser.Node;
import io.drydock.dockerfile.text.Blank;
import io.drydock.lint.Edit;
import io.drydock.lint.shell.ShellCommand;
import io.drydock.lint.shell.ShellScript;
import io.drydock.lint.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A RUN with the commands of its script. */
final class RunStep extends Step {
  private static final List<String> SHELLS = List.of("sh", "bash", "ash", "dash", "ksh", "zsh");

  private final Instruction.Run run;
  private final Shell shell;
  private final Optional<String> text;
  private final ShellScript script;
  private final List<ShellCommand> commands;

  RunStep(
      Instruction.Run run,
      Node node,
      SourceLocation location,
      Variables variables,
      TextLines lines,
      Shell shell) {
    super(run, node, location, variables, lines);
    this.run = run;
    this.shell = shell;
    this.text = text(run.command()).filter(each -> shell.isPosix());
    this.script =
        text.map(ShellScript::read).orElseGet(() -> ShellScript.ofWords(plainWords(run.command())));
    this.commands =
        script.commands().stream().map(each -> Expansion.expand(each, variables)).toList();
  }

  Instruction.Run run() {
    return run;
  }

  Shell shell() {
    return shell;
  }

  ShellScript script() {
    return script;
  }

  /** The script that a POSIX shell gets to read; empty where no such shell does. */
  Optional<String> text() {
    return text;
  }

  /** What is run, in order, with the values of variables where they are known. */
  List<ShellCommand> commands() {
    return commands;
  }

  /** The commands that call one of the tool's programs, with their arguments told apart. */
  List<Call> calls(Tool tool) {
    var calls = new ArrayList<Call>();
    for (ShellCommand each : commands) {
      tool.options(each).ifPresent(options -> calls.add(new Call(this, each, options)));
    }
    return calls;
  }

  private static List<String> plainWords(CommandLine command) {
    return command.shellForm() ? List.of() : command.words();
  }

  private static Optional<String> text(CommandLine command) {
    if (!command.shellForm()) {
      List<String> words = command.words();
      boolean isScript =
          words.size() >= 3 && SHELLS.contains(base(words.getFirst())) && words.get(1).equals("-c");
      return isScript ? Optional.of(words.get(2)) : Optional.empty();
    }
    Optional<Heredoc> script = command.script();
    if (script.isPresent()) {
      String body = script.get().content();
      return isShellScript(body) ? Optional.of(body) : Optional.empty();
    }
    return command.wordsWithHeredocs().stream().findFirst();
  }

  private static boolean isShellScript(String body) {
    if (!body.startsWith("#!")) {
      return true;
    }
    int end = body.indexOf('\n');
    String line = body.substring(2, end < 0 ? body.length() : end).strip();
    for (String each : line.split("\\s+")) {
      if (SHELLS.contains(base(each))) {
        return true;
      }
    }
    return false;
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Where in the file the place in the script stands; empty where that is not known. */
  Optional<Integer> offset(int place) {
    if (!run.command().shellForm() || text.isEmpty()) {
      return Optional.empty();
    }
    return line().flatMap(line -> offset(line, place));
  }

  private Optional<Integer> offset(LogicalLine line, int place) {
    String read = text.orElse("");
    if (run.command().script().isPresent()) {
      return inHeredoc(line, read, 0, place);
    }
    String first = run.command().words().getFirst();
    if (place < first.length()) {
      return Optional.of(line.offset(line.length() - first.length() + place));
    }
    return place == first.length()
        ? Optional.of(line.end())
        : inHeredoc(line, read, first.length() + 1, place);
  }

  private Optional<Integer> inHeredoc(LogicalLine line, String read, int start, int place) {
    int body = lines().offset(line.nextLine());
    boolean same = lines().text().regionMatches(body, read, start, read.length() - start);
    return same ? Optional.of(body + place - start) : Optional.empty();
  }

  /** Where the word stands; the whole instruction where that is not known. */
  SourceLocation location(ShellWord word) {
    return offset(word.start()).map(lines()::location).orElseGet(this::location);
  }

  /** Where the command begins. */
  SourceLocation location(ShellCommand command) {
    return command.words().isEmpty() ? location() : location(command.words().getFirst());
  }

  /** Puts text right behind a word of the script. */
  Optional<Edit> behind(ShellWord word, String added) {
    return word.end() == 0
        ? Optional.empty()
        : offset(word.end() - 1).map(last -> new Edit(last + 1, last + 1, added));
  }

  /** Replaces a word of the script. */
  Optional<Edit> replacing(ShellWord word, String replacement) {
    return between(word.start(), word.end(), replacement);
  }

  /** Replaces a part of the script, unless that would take a line break with it. */
  Optional<Edit> between(int start, int end, String replacement) {
    Optional<Integer> first = offset(start);
    Optional<Integer> last = offset(end - 1);
    return first.isPresent() && last.isPresent() && last.get() - first.get() == end - 1 - start
        ? Optional.of(new Edit(first.get(), last.get() + 1, replacement))
        : Optional.empty();
  }

  /** Makes one more command run when all others succeeded, where the script's end allows that. */
  Optional<Edit> afterwards(String command) {
    boolean endsInWord =
        text.isPresent()
            && run.command().heredocs().isEmpty()
            && script.complete()
            && commands.stream()
                .flatMap(each -> each.words().stream())
                .anyMatch(word -> word.end() == text.get().length());
    if (!endsInWord) {
      return Optional.empty();
    }
    return line().map(line -> new Edit(line.end(), line.end(), joined(line, command)));
  }

  private String joined(LogicalLine line, String command) {
    int last = line.nextLine() - 1;
    if (last == node().line()) {
      return " && " + command;
    }
    String shown = lines().line(last);
    String indent = shown.substring(0, shown.length() - Blank.trimStart(shown).length());
    return " " + line.escape() + "\n" + indent + "&& " + command;
  }

  /** The directories that a cache or a file system in memory is mounted over. */
  List<String> scratchMounts() {
    var targets = new ArrayList<String>();
    for (String flag : run.mounts()) {
      mount(flag)
          .filter(each -> each.type() == Mount.Type.CACHE || each.type() == Mount.Type.TMPFS)
          .ifPresent(each -> targets.add(withoutSlash(each.target())));
    }
    return targets;
  }

  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Whether what is written to the directory stays out of the layer. */
  boolean mountsOver(String directory) {
    return scratchMounts().stream()
        .anyMatch(each -> directory.equals(each) || directory.startsWith(each + "/"));
  }

  private Optional<Mount> mount(String flag) {
    try {
      return Optional.of(Mount.parse(flag, variables()::expand));
    } catch (DrydockException e) {
      // A mount that a build would refuse is reported there.
      return Optional.empty();
    }
  }
}
