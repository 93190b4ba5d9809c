package io.drydock.bake.value;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes values of one type out of those of another, as far as nothing is lost. */
public final class Conversion {
  private Conversion() {}

  /**
   * The value as one of the type; parts of the type that are {@link Types#ANY} take what there is.
   *
   * @throws DrydockException of kind INVALID when there is none
   */
  public static Value convert(Value value, Type wanted) {
    if (wanted.equals(Types.ANY) || value.type().equals(wanted)) {
      return value;
    }
    if (value.isNull()) {
      return Value.nullOf(wanted);
    }
    return switch (wanted) {
      case Type.Primitive primitive -> primitive(value, primitive);
      case Type.ListOf list -> sequence(value, wanted, list.element());
      case Type.SetOf set -> sequence(value, wanted, set.element());
      case Type.MapOf map -> map(value, map);
      case Type.Tuple tuple -> tuple(value, tuple);
      case Type.Struct struct -> struct(value, struct);
    };
  }

  private static Value primitive(Value value, Type.Primitive wanted) {
    Type given = value.type();
    if (wanted.equals(Types.STRING) && given.equals(Types.NUMBER)) {
      return Value.of(value.number().toPlainString());
    }
    if (wanted.equals(Types.STRING) && given.equals(Types.BOOL)) {
      return Value.of(String.valueOf(value.flag()));
    }
    if (wanted.equals(Types.NUMBER) && given.equals(Types.STRING)) {
      return number(value.text());
    }
    if (wanted.equals(Types.BOOL) && given.equals(Types.STRING)) {
      return bool(value.text());
    }
    throw mismatch(wanted, given);
  }

  /**
   * The number that a text means.
   *
   * @throws DrydockException of kind INVALID when it is none
   */
  public static Value number(String text) {
    try {
      if (text.length() < 1_000 && !text.startsWith("+")) {
        return Value.of(new BigDecimal(text));
      }
    } catch (NumberFormatException e) {
      // The same as a text that is too long.
    }
    throw invalid("a number is required");
  }

  private static Value bool(String text) {
    return switch (text) {
      case "true", "1" -> Value.TRUE;
      case "false", "0" -> Value.FALSE;
      default -> throw invalid("a bool is required");
    };
  }

  private static Value sequence(Value value, Type wanted, Type element) {
    if (!value.type().isSequence()) {
      throw mismatch(wanted, value.type());
    }
    Type common = element.equals(Types.ANY) ? common(value.elements()) : element;
    var elements = new ArrayList<Value>();
    for (Value each : value.elements()) {
      elements.add(convert(each, common));
    }
    return wanted instanceof Type.SetOf
        ? Value.set(common, elements)
        : Value.list(common, elements);
  }

  private static Value map(Value value, Type.MapOf wanted) {
    if (!value.type().isMapping()) {
      throw mismatch(wanted, value.type());
    }
    Type common = wanted.element().equals(Types.ANY) ? common(value.elements()) : wanted.element();
    return Value.map(common, each(value, common));
  }

  private static Map<String, Value> each(Value value, Type element) {
    var members = new TreeMap<String, Value>();
    value
        .members()
        .forEach((name, member) -> {
          try {
            members.put(name, convert(member, element));
          } catch (DrydockException e) {
            throw invalid("element \"" + name + "\": " + e.getMessage());
          }
        });
    return members;
  }

  private static Value tuple(Value value, Type.Tuple wanted) {
    List<Value> given = value.type().isSequence() ? value.elements() : List.of();
    if (!value.type().isSequence() || given.size() != wanted.elements().size()) {
      throw mismatch(wanted, value.type());
    }
    var elements = new ArrayList<Value>();
    for (int i = 0; i < given.size(); i++) {
      elements.add(convert(given.get(i), wanted.elements().get(i)));
    }
    return Value.tuple(elements);
  }

  private static Value struct(Value value, Type.Struct wanted) {
    if (!value.type().isMapping()) {
      throw mismatch(wanted, value.type());
    }
    Map<String, Value> given = value.members();
    var members = new LinkedHashMap<String, Value>();
    wanted
        .attributes()
        .forEach((name, type) -> {
          Value member = given.get(name);
          if (member == null) {
            throw invalid("attribute \"" + name + "\" is required");
          }
          members.put(name, convert(member, type));
        });
    return Value.object(members);
  }

  /**
   * The type that all the values can have.
   *
   * @throws DrydockException of kind INVALID when there is none
   */
  public static Type common(List<Value> values) {
    return unify(values.stream().map(Value::type).toList());
  }

  /**
   * The one type that values of all the types can be converted to.
   *
   * @throws DrydockException of kind INVALID when there is none
   */
  public static Type unify(List<Type> types) {
    List<Type> known = types.stream().filter(each -> !each.equals(Types.ANY)).distinct().toList();
    if (known.isEmpty()) {
      return Types.ANY;
    }
    if (known.size() == 1) {
      return known.getFirst();
    }
    if (known.contains(Types.STRING) && known.stream().allMatch(Type::isPrimitive)) {
      return Types.STRING;
    }
    return unifyParts(known);
  }

  private static Type unifyParts(List<Type> known) {
    if (known.getFirst() instanceof Type.Tuple first && known.stream().allMatch(first::isAsLong)) {
      return new Type.Tuple(unifyEach(known, first.elements().size()));
    }
    if (known.getFirst() instanceof Type.Struct first
        && known.stream().allMatch(first::hasTheNamesOf)) {
      List<String> names = List.copyOf(first.attributes().keySet());
      List<Type> types = unifyEach(known, names.size());
      var attributes = new TreeMap<String, Type>();
      for (int i = 0; i < names.size(); i++) {
        attributes.put(names.get(i), types.get(i));
      }
      return new Type.Struct(attributes);
    }
    if (known.stream().allMatch(Type::isSequence)) {
      return new Type.ListOf(unify(parts(known)));
    }
    if (known.stream().allMatch(Type::isMapping)) {
      return new Type.MapOf(unify(parts(known)));
    }
    throw invalid("the types " + names(known) + " have nothing in common");
  }

  private static List<Type> unifyEach(List<Type> types, int count) {
    var unified = new ArrayList<Type>();
    for (int i = 0; i < count; i++) {
      int at = i;
      unified.add(unify(types.stream().map(each -> parts(List.of(each)).get(at)).toList()));
    }
    return unified;
  }

  private static List<Type> parts(List<Type> types) {
    var parts = new ArrayList<Type>();
    for (Type each : types) {
      switch (each) {
        case Type.ListOf list -> parts.add(list.element());
        case Type.SetOf set -> parts.add(set.element());
        case Type.MapOf map -> parts.add(map.element());
        case Type.Tuple tuple -> parts.addAll(tuple.elements());
        case Type.Struct struct -> parts.addAll(struct.attributes().values());
        case Type.Primitive primitive -> parts.add(primitive);
      }
    }
    return parts;
  }

  private static String names(List<Type> types) {
    return String.join(" and ", types.stream().map(Type::friendlyName).distinct().toList());
  }

  private static DrydockException mismatch(Type wanted, Type given) {
    return invalid(wanted.friendlyName() + " required, but have " + given.friendlyName());
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
