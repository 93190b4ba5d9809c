package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the completion script of a shell; the words themselves come from the table of commands.
 */
final class CompletionCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("completion SHELL", "Generate the autocompletion script for bash or zsh")
        .arguments(1, Spec.ANY)
        .details("Load it with 'source <(drydock completion bash)', or the same with zsh.")
        .flagsFirst();
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    String shell = arguments.argument(0);
    switch (shell) {
      case "bash", "zsh" -> session.out().print(script(shell));
      case "words" -> words(arguments.positional()).forEach(session.out()::println);
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "no completion for \"" + shell + "\": give bash or zsh");
    }
    return 0;
  }

  private static String script(String shell) throws IOException {
    try (InputStream in = CompletionCommand.class.getResourceAsStream("completion." + shell)) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(),
          java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /**
   * What can follow: {@code words} is {@code "words"}, then the line's words, the last one
   * unfinished.
   */
  private static List<String> words(List<String> words) {
    List<String> before =
        words.subList(1, Math.max(1, words.size() - 1)).stream()
            .filter(each -> !each.startsWith("-"))
            .toList();
    String unfinished = words.size() > 1 ? words.getLast() : "";
    return candidates(before, unfinished).stream()
        .filter(each -> each.startsWith(unfinished))
        .toList();
  }

  private static List<String> candidates(List<String> before, String unfinished) {
    var path = before.isEmpty() ? "" : before.getFirst();
    if (before.size() >= 2 && CommandTable.group(path).isPresent()) {
      path = path + " " + before.get(1);
    }
    if (CommandTable.group(path).isPresent()) {
      return CommandTable.group(path).orElseThrow().members();
    }
    if (unfinished.startsWith("-")) {
      return flags(
          path.isEmpty()
              ? HelpCommand.global()
              : CommandTable.find(path).map(Command::spec).orElseGet(HelpCommand::global));
    }
    return path.isEmpty() ? names() : List.of();
  }

  private static List<String> names() {
    var names = new ArrayList<>(CommandTable.COMMON);
    CommandTable.groups().forEach(group -> names.add(group.name()));
    names.addAll(CommandTable.OTHERS);
    return names;
  }

  private static List<String> flags(Spec spec) {
    return spec.options().stream().map(Flag::name).map(name -> "--" + name).sorted().toList();
  }
}
