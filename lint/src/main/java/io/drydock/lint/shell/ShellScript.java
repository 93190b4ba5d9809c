package io.drydock.lint.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * What a text makes a shell do, as far as that can be read without running it.
 *
 * @param commands in the order in which they end in the text, those of substitutions, subshells,
 *     conditions, loops and functions included
 * @param pipes where the {@code |} between two commands stand, counted from 0
 * @param complete whether the text was understood to its end
 */
public record ShellScript(List<ShellCommand> commands, List<Integer> pipes, boolean complete) {
  public ShellScript {
    commands = List.copyOf(commands);
    pipes = List.copyOf(pipes);
  }

  /**
   * Reads a script. Text that no shell would accept is read as far as it makes sense; substitutions
   * and compound commands nest 100 deep, what lies deeper is left out.
   */
  public static ShellScript read(String text) {
    return new ShellReader(text).script();
  }

  /** The script that is one command of these words, which no shell reads. */
  public static ShellScript ofWords(List<String> words) {
    var plain = new ArrayList<ShellWord>();
    for (String each : words) {
      plain.add(new ShellWord(each, 0, 0, true, true));
    }
    return new ShellScript(List.of(new ShellCommand(plain, List.of(), List.of())), List.of(), true);
  }
}
