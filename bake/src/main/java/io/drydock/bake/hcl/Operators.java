package io.drydock.bake.hcl;

import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Numbers;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What operators and accesses make of values. */
final class Operators {
  private Operators() {}

  static Value unary(String operator, Value operand) {
    return switch (operator) {
      case "!" -> Value.of(!flag(operand, operator));
      case "-" -> Value.of(number(operand, operator).negate());
      default -> throw new IllegalArgumentException(operator);
    };
  }

  static Value binary(Value left, String operator, Value right) {
    return switch (operator) {
      case "==" -> Value.of(left.isSame(right));
      case "!=" -> Value.of(!left.isSame(right));
      case "&&" -> Value.of(flag(left, operator) && flag(right, operator));
      case "||" -> Value.of(flag(left, operator) || flag(right, operator));
      default -> arithmetic(number(left, operator), operator, number(right, operator));
    };
  }

  private static Value arithmetic(BigDecimal left, String operator, BigDecimal right) {
    return switch (operator) {
      case "+" -> Value.of(left.add(right));
      case "-" -> Value.of(left.subtract(right));
      case "*" -> Value.of(left.multiply(right));
      case "/" -> Value.of(Numbers.divide(left, right));
      case "%" -> Value.of(Numbers.remainder(left, right));
      case "<" -> Value.of(left.compareTo(right) < 0);
      case "<=" -> Value.of(left.compareTo(right) <= 0);
      case ">" -> Value.of(left.compareTo(right) > 0);
      case ">=" -> Value.of(left.compareTo(right) >= 0);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static BigDecimal number(Value value, String operator) {
    return operand(value, operator, Types.NUMBER).number();
  }

  private static boolean flag(Value value, String operator) {
    return operand(value, operator, Types.BOOL).flag();
  }

  private static Value operand(Value value, String operator, Type type) {
    if (value.isNull()) {
      throw Evaluator.invalid("an operand of \"" + operator + "\" is null");
    }
    try {
      return Conversion.convert(value, type);
    } catch (DrydockException e) {
      throw Evaluator.invalid("unsuitable operand of \"" + operator + "\": " + e.getMessage());
    }
  }

  /** {@code object.name}. */
  static Value attribute(Value object, String name) {
    if (object.isNull()) {
      throw Evaluator.invalid("null has no attribute \"" + name + "\"");
    }
    if (!object.type().isMapping()) {
      throw Evaluator.invalid(
          "a value of type " + object.type().friendlyName() + " has no attribute \"" + name + "\"");
    }
    return member(object, name);
  }

  private static Value member(Value object, String name) {
    Map<String, Value> members = object.members();
    Value member = members.get(name);
    if (member == null) {
      throw Evaluator.invalid(
          "there is no attribute \""
              + name
              + "\""
              + (members.isEmpty() ? "" : "; known are " + String.join(", ", members.keySet())));
    }
    return member;
  }

  /** {@code collection[key]}. */
  static Value index(Value collection, Value key) {
    if (collection.isNull() || key.isNull()) {
      throw Evaluator.invalid(collection.isNull() ? "null has no elements" : "the index is null");
    }
    if (collection.type().isMapping()) {
      return member(collection, Conversion.convert(key, Types.STRING).text());
    }
    if (!collection.type().isSequence() || collection.type() instanceof Type.SetOf) {
      throw Evaluator.invalid(
          "a value of type "
              + collection.type().friendlyName()
              + " has no elements to choose from");
    }
    return element(collection.elements(), Conversion.convert(key, Types.NUMBER).number());
  }

  private static Value element(List<Value> elements, BigDecimal index) {
    boolean exists =
        index.signum() >= 0
            && index.compareTo(BigDecimal.valueOf(elements.size())) < 0
            && index.stripTrailingZeros().scale() <= 0;
    if (!exists) {
      throw Evaluator.invalid(
          "there is no element "
              + index.toPlainString()
              + ": there are "
              + elements.size()
              + ", counted from 0");
    }
    return elements.get(index.intValueExact());
  }
}
