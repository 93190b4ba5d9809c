package io.drydock.bake.model;

import io.drydock.bake.function.JsonText;
import io.drydock.bake.hcl.Body;
import io.drydock.bake.hcl.Evaluator;
import io.drydock.bake.hcl.Evaluator.Locals;
import io.drydock.bake.hcl.Expression;
import io.drydock.bake.hcl.TypeExpression;
import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Variables and attributes of the files themselves, and what they come to. Not thread-safe. */
final class Variables {
  private static final String JSON_SUFFIX = "_JSON";

  private final Circumstances circumstances;
  private final Map<String, Body.Attribute> attributes = new LinkedHashMap<>();
  private final Map<String, Body.Block> blocks = new LinkedHashMap<>();

  /**
   * @param reserved words that cannot be redefined
   */
  Variables(Body files, Circumstances circumstances, Set<String> reserved) {
    this.circumstances = circumstances;
    files
        .attributes()
        .forEach((name, attribute) -> {
          if (!isReserved(name, reserved)) {
            attributes.put(name, attribute);
          }
        });
    for (Body.Block block : files.blocks("variable")) {
      String name = label(block);
      if (!isReserved(name, reserved)) {
        blocks.put(name, block);
      }
    }
  }

  private boolean isReserved(String name, Set<String> reserved) {
    return reserved.contains(name) || circumstances.builtins().containsKey(name);
  }

  /** The one label of a block. */
  static String label(Body.Block block) {
    if (block.labels().size() != 1) {
      throw invalid(block.type() + " needs one name, as in " + block.type() + " \"NAME\" { … }")
          .at(block.location());
    }
    return block.labels().getFirst().text();
  }

  List<String> names() {
    var names = new ArrayList<>(circumstances.builtins().keySet());
    names.addAll(attributes.keySet());
    names.addAll(blocks.keySet());
    return names;
  }

  boolean has(String name) {
    return attributes.containsKey(name)
        || blocks.containsKey(name)
        || circumstances.builtins().containsKey(name);
  }

  /**
   * The value of one of the {@linkplain #names}.
   *
   * @throws DrydockException of kind INVALID with the place, when it does not fit its type
   */
  Value value(String name, Evaluator evaluator) {
    Body.Attribute attribute = attributes.get(name);
    Body.Block block = blocks.get(name);
    if (block == null) {
      return attribute == null
          ? Value.of(circumstances.builtins().getOrDefault(name, ""))
          : evaluator.evaluate(attribute.expression(), Locals.NONE);
    }
    SourceLocation place = block.location();
    try {
      Optional<Expression> initial =
          attribute == null
              ? block.body().expression("default")
              : Optional.of(attribute.expression());
      return declared(name, block, initial, evaluator);
    } catch (DrydockException e) {
      throw e.at(place);
    }
  }

  private Value declared(
      String name, Body.Block block, Optional<Expression> initial, Evaluator evaluator) {
    Optional<Type> type = block.body().expression("type").map(TypeExpression::read);
    Optional<Value> set =
        initial.map(expression -> initial(name, type, evaluator.evaluate(expression, Locals.NONE)));
    Optional<String> json = type.isPresent() ? json(name) : Optional.empty();
    if (json.isPresent()) {
      return fromJson(name, json.get(), type.get());
    }
    Optional<String> text = circumstances.override(name);
    if (text.isPresent()) {
      Type target = type.or(() -> set.map(Value::type)).orElse(Types.STRING);
      if (type.isEmpty() && !target.isPrimitive() && !target.equals(Types.ANY)) {
        throw invalid(
            "variable "
                + name
                + " has a default of type "
                + target.friendlyName()
                + " and no \"type\", so no other value can be given");
      }
      return new VariableText(name).read(text.get(), target);
    }
    return set.orElseGet(() -> type.map(Value::nullOf).orElse(Value.of("")));
  }

  private static Value initial(String name, Optional<Type> type, Value value) {
    if (type.isEmpty()) {
      return value;
    }
    try {
      return Conversion.convert(value, type.get());
    } catch (DrydockException e) {
      throw invalid(
          "the default of variable "
              + name
              + " is no "
              + type.get().friendlyName()
              + ": "
              + e.getMessage());
    }
  }

  /** What {@code NAME_JSON} holds, unless that is a variable of its own. */
  private Optional<String> json(String name) {
    String variable = name + JSON_SUFFIX;
    return blocks.containsKey(variable) || circumstances.builtins().containsKey(variable)
        ? Optional.empty()
        : circumstances.override(variable);
  }

  private static Value fromJson(String name, String json, Type type) {
    try {
      return Conversion.convert(JsonText.parse(json), type);
    } catch (DrydockException e) {
      throw invalid("the value given for " + name + JSON_SUFFIX + ": " + e.getMessage());
    }
  }

  /**
   * Checks the conditions of all {@code validation} blocks.
   *
   * @throws DrydockException of kind INVALID with the first one that does not hold
   */
  void validate(Evaluator evaluator) {
    for (Body.Block block : blocks.values()) {
      for (Body.Block validation : block.body().blocks("validation")) {
        validate(validation, evaluator);
      }
    }
  }

  private static void validate(Body.Block validation, Evaluator evaluator) {
    Expression condition =
        validation
            .body()
            .expression("condition")
            .orElseThrow(() -> invalid("a validation needs a condition").at(validation.location()));
    Value holds = evaluator.evaluate(condition, Locals.NONE);
    try {
      if (!holds.isNull() && Conversion.convert(holds, Types.BOOL).flag()) {
        return;
      }
    } catch (DrydockException e) {
      throw invalid("invalid condition: " + e.getMessage()).at(condition.location());
    }
    String message =
        validation
            .body()
            .expression("error_message")
            .map(each -> evaluator.evaluate(each, Locals.NONE))
            .filter(each -> !each.isNull() && each.type().equals(Types.STRING))
            .map(Value::text)
            .orElse("this condition does not hold, and it has no \"error_message\"");
    throw invalid("validation failed: " + message).at(condition.location());
  }

  /** The variables as a list shows them. */
  List<VariableInfo> infos(Evaluator evaluator, Globals globals) {
    var infos = new ArrayList<VariableInfo>();
    blocks.forEach((name, block) -> {
      Optional<String> description =
          block
              .body()
              .expression("description")
              .map(each -> evaluator.evaluate(each, Locals.NONE))
              .filter(each -> !each.isNull())
              .map(each -> Conversion.convert(each, Types.STRING).text());
      Value value = globals.variable(name, block.location());
      Optional<String> shown =
          value.isNull()
              ? Optional.empty()
              : Optional.of(value.type().equals(Types.STRING) ? value.text() : JsonText.of(value));
      Optional<Type> type = block.body().expression("type").map(TypeExpression::read);
      infos.add(new VariableInfo(name, description, type, shown));
    });
    return infos;
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
