package io.drydock.lint.hadolint;

import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.parser.Node;
import io.drydock.lint.Edit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An instruction with what holds where it stands; of an ONBUILD, its trigger. */
class Step {
  private final Instruction instruction;
  private final Node node;
  private final SourceLocation location;
  private final boolean onBuild;
  private final Variables variables;
  private final TextLines lines;
  private @Nullable LogicalLine line;
  private boolean isLineSought;

  /**
   * @param instruction or, for ONBUILD, the trigger, where that can be read
   */
  Step(
      Instruction instruction,
      Node node,
      SourceLocation location,
      Variables variables,
      TextLines lines) {
    this.instruction = instruction;
    this.node = node;
    this.location = location;
    this.onBuild = node.name().equals("ONBUILD");
    this.variables = variables;
    this.lines = lines;
  }

  Instruction instruction() {
    return instruction;
  }

  Node node() {
    return node;
  }

  SourceLocation location() {
    return location;
  }

  boolean isOnBuild() {
    return onBuild;
  }

  /** What is known of variables before this instruction. */
  Variables variables() {
    return variables;
  }

  TextLines lines() {
    return lines;
  }

  /** The instruction as one line; empty where its characters cannot be found in the file. */
  Optional<LogicalLine> line() {
    if (!isLineSought) {
      line = LogicalLine.of(node, lines).orElse(null);
      isLineSought = true;
    }
    return Optional.ofNullable(line);
  }

  /** Replaces the words of the instruction where they first occur in it. */
  Optional<Edit> replacing(String words, String replacement) {
    return line()
        .filter(line -> line.text().contains(words))
        .flatMap(line -> {
          int start = line.text().indexOf(words);
          return edit(line, start, start + words.length(), replacement);
        });
  }

  /** Replaces a part of the instruction, unless that would take a line break with it. */
  Optional<Edit> edit(LogicalLine line, int start, int end, String replacement) {
    int from = line.offset(start);
    int to = start == end ? from : line.offset(end - 1) + 1;
    return to - from == end - start
        ? Optional.of(new Edit(from, to, replacement))
        : Optional.empty();
  }
}
