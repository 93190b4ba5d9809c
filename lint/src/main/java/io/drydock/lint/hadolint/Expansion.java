package io.drydock.lint.hadolint;

import io.drydock.lint.shell.ShellCommand;
import io.drydock.lint.shell.ShellWord;
import java.util.ArrayList;

/** Gives the variables in commands the values that the file gives them. */
final class Expansion {
  private Expansion() {}

  static ShellCommand expand(ShellCommand command, Variables variables) {
    if (command.words().stream().allMatch(ShellWord::literal)) {
      return command;
    }
    var words = new ArrayList<ShellWord>();
    for (ShellWord word : command.words()) {
      String text = word.literal() ? word.text() : variables.expand(word.text());
      if (word.quoted() || word.literal() || text.isBlank()) {
        words.add(word.withText(text));
      } else {
        for (String part : text.strip().split("\\s+")) {
          words.add(word.withText(part));
        }
      }
    }
    return new ShellCommand(words, command.assignments(), command.redirections());
  }
}
