package io.drydock.cli.template;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Optional;

/** A part of a parsed template. */
sealed interface TemplateNode {
  record Text(String text) implements TemplateNode {}

  /** {@code {{pipeline}}}; prints nothing when it sets a variable. */
  record Action(Pipeline pipeline) implements TemplateNode {}

  record If(Pipeline condition, List<TemplateNode> then, List<TemplateNode> otherwise)
      implements TemplateNode {}

  record With(Pipeline value, List<TemplateNode> body, List<TemplateNode> otherwise)
      implements TemplateNode {}

  record Range(Pipeline over, List<TemplateNode> body, List<TemplateNode> otherwise)
      implements TemplateNode {}

  /**
   * Commands of which each gets the value of the one before it as its last argument.
   *
   * @param variables that get the value: none, one, or key and value of a range
   */
  record Pipeline(List<String> variables, List<Command> commands) {}

  /** A function or value, and its arguments. */
  record Command(List<Operand> words) {}

  /** What a word stands for. */
  sealed interface Operand {
    /** The fields below the dot; without any the dot itself. */
    record Dot(List<String> fields) implements Operand {}

    /** The fields below a variable; the one without a name is the whole data. */
    record Variable(String name, List<String> fields) implements Operand {}

    record Literal(JsonElement value) implements Operand {}

    record Function(String name) implements Operand {}

    /** A pipeline in parentheses, and fields below its value. */
    record Nested(Pipeline pipeline, List<String> fields) implements Operand {}
  }

  /** A parsed list and the word that ended it: {@code end}, {@code else} or nothing. */
  record Block(List<TemplateNode> nodes, Optional<String> end, String elseWord) {}
}
