package io.drydock.composefile.env;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A stretch of a template. */
sealed interface TemplatePart {
  String fill(Variables variables, Consumer<String> unset);

  Stream<TemplateVariable> variables();

  /** Text that stands for itself. */
  record Text(String text) implements TemplatePart {
    @Override
    public String fill(Variables variables, Consumer<String> unset) {
      return text;
    }

    @Override
    public Stream<TemplateVariable> variables() {
      return Stream.empty();
    }
  }

  /** What is done with a variable's value. */
  enum Operator {
    /** {@code $NAME}: the value, or nothing. */
    VALUE,
    /** {@code -}: the word stands for what is not set. */
    DEFAULT,
    /** {@code ?}: the word is the error where a value is missing. */
    DEMAND,
    /** {@code +}: the word stands for what is set. */
    REPLACE
  }

  /**
   * A variable.
   *
   * @param treatsEmptyAsUnset whether the operator has a colon: an empty value is none
   * @param word what follows the operator; filled in only where it is used
   */
  record Reference(String name, Operator operator, boolean treatsEmptyAsUnset, String word)
      implements TemplatePart {
    @Override
    public String fill(Variables variables, Consumer<String> unset) {
      Optional<String> value = variables.get(name);
      boolean counts = value.isPresent() && !(treatsEmptyAsUnset && value.get().isEmpty());
      return switch (operator) {
        case VALUE -> {
          if (value.isEmpty()) {
            unset.accept(name);
          }
          yield value.orElse("");
        }
        case DEFAULT -> counts ? value.get() : Template.expand(word, variables, unset);
        case REPLACE -> counts ? Template.expand(word, variables, unset) : "";
        case DEMAND -> {
          if (!counts) {
            throw missing(Template.expand(word, variables, unset));
          }
          yield value.get();
        }
      };
    }

    private DrydockException missing(String message) {
      return new DrydockException(
          ErrorKind.INVALID,
          "required variable "
              + name
              + " is missing a value"
              + (message.isEmpty() ? "" : ": " + message));
    }

    @Override
    public Stream<TemplateVariable> variables() {
      var variable =
          new TemplateVariable(
              name,
              operator == Operator.DEMAND,
              operator == Operator.DEFAULT ? word : "",
              operator == Operator.REPLACE ? word : "");
      return Stream.concat(Stream.of(variable), Template.parse(word).variables().stream());
    }
  }
}
