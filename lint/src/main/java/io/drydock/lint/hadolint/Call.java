package io.drydock.lint.hadolint;

import io.drydock.core.SourceLocation;
import io.drydock.lint.Edit;
import io.drydock.lint.shell.Options;
import io.drydock.lint.shell.ShellCommand;
import io.drydock.lint.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command of a RUN that calls a {@link Tool}. */
record Call(RunStep run, ShellCommand command, Options options) {

  /** What the tool is told to do: its first operand, or nothing. */
  String verb() {
    return operand(0);
  }

  /** The operand at that place, counted from 0, or nothing. */
  String operand(int index) {
    return index < options.operands().size() ? options.operands().get(index).text() : "";
  }

  /**
   * The operands from that place on, and what stands behind {@code --}.
   *
   * @param from counted from 0
   */
  List<ShellWord> operandsFrom(int from) {
    List<ShellWord> operands = options.operands();
    var words = new ArrayList<>(operands.subList(Math.min(from, operands.size()), operands.size()));
    words.addAll(options.rest());
    return words;
  }

  SourceLocation location() {
    return run.location(command);
  }

  /** Gives the tool one more option, right behind the verb. */
  Optional<Edit> withOption(String option) {
    return run.behind(options.operands().getFirst(), " " + option);
  }
}
