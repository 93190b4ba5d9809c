package io.drydock.lint.shell;

import java.util.List;

/**
 * A simple command: a program, a function or a builtin with its arguments.
 *
 * @param words the name and the arguments; empty where there are only assignments or redirections
 * @param assignments those before the name
 * @param redirections in the order in which they are written
 */
public record ShellCommand(
    List<ShellWord> words, List<Assignment> assignments, List<Redirection> redirections) {
  public ShellCommand {
    words = List.copyOf(words);
    assignments = List.copyOf(assignments);
    redirections = List.copyOf(redirections);
  }

  /** What is run, as written, or nothing where there are only assignments or redirections. */
  public String name() {
    return words.isEmpty() ? "" : words.getFirst().text();
  }

  /** The name without the directory that it may be written with. */
  public String program() {
    return name().substring(name().lastIndexOf('/') + 1);
  }

  public List<ShellWord> arguments() {
    return words.isEmpty() ? words : words.subList(1, words.size());
  }
}
