package io.drydock.bake.model;

import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.CsvText;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a variable's value from text that comes from outside, as its type says. */
final class VariableText {
  private final String name;

  VariableText(String name) {
    this.name = name;
  }

  /**
   * The value: lists and maps are comma-separated, of maps each field is {@code key:value}.
   *
   * @throws DrydockException of kind INVALID when the text does not fit the type
   */
  Value read(String text, Type type) {
    if (type.equals(Types.ANY) || type.equals(Types.STRING)) {
      return Value.of(text);
    }
    if (type.equals(Types.BOOL)) {
      return Value.of(Settings.flag("variable " + name + " of type bool", text));
    }
    if (type.equals(Types.NUMBER)) {
      return number(text);
    }
    return switch (type) {
      case Type.ListOf list -> Value.list(scalar(list.element(), type), each(text, list.element()));
      case Type.SetOf set -> Value.set(scalar(set.element(), type), each(text, set.element()));
      case Type.Tuple tuple -> tuple(text, tuple);
      case Type.MapOf map -> map(text, map);
      case Type.Struct struct -> struct(text, struct);
      case Type.Primitive primitive -> throw new IllegalArgumentException(primitive.toString());
    };
  }

  private Value number(String text) {
    try {
      return Conversion.number(text.startsWith("+") ? text.substring(1) : text);
    } catch (DrydockException e) {
      throw invalid("\"" + text + "\" is no number");
    }
  }

  private Type scalar(Type element, Type whole) {
    if (!element.isPrimitive() && !element.equals(Types.ANY)) {
      throw invalid(
          "a variable of type "
              + whole.friendlyName()
              + " cannot be given as comma-separated values; set "
              + name
              + "_JSON to JSON");
    }
    return element.equals(Types.ANY) ? Types.STRING : element;
  }

  private List<Value> each(String text, Type element) {
    return CsvText.fields(text).stream().map(field -> read(field, element)).toList();
  }

  private Value tuple(String text, Type.Tuple type) {
    type.elements().forEach(each -> scalar(each, type));
    List<String> fields = CsvText.fields(text);
    if (fields.size() != type.elements().size()) {
      throw invalid(
          "there are "
              + fields.size()
              + " values, but "
              + type.elements().size()
              + " are required");
    }
    var values = new ArrayList<Value>();
    for (int i = 0; i < fields.size(); i++) {
      values.add(read(fields.get(i), type.elements().get(i)));
    }
    return Value.tuple(values);
  }

  private Value map(String text, Type.MapOf type) {
    Type element = scalar(type.element(), type);
    Map<String, Value> members = new LinkedHashMap<>();
    pairs(text).forEach((key, value) -> members.put(key, read(value, element)));
    return Value.map(element, members);
  }

  private Value struct(String text, Type.Struct type) {
    type.attributes().values().forEach(each -> scalar(each, type));
    Map<String, Value> members = new LinkedHashMap<>();
    pairs(text)
        .forEach((key, value) -> {
          Type attribute = type.attributes().get(key);
          if (attribute == null) {
            throw invalid("there is no attribute \"" + key + "\"");
          }
          members.put(key, read(value, attribute));
        });
    return Conversion.convert(Value.object(members), type);
  }

  private Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String each : CsvText.fields(text)) {
      int colon = each.indexOf(':');
      if (colon < 0) {
        throw invalid("\"" + each + "\" must be written as key:value");
      }
      pairs.put(each.substring(0, colon), each.substring(colon + 1));
    }
    return pairs;
  }

  private DrydockException invalid(String message) {
    return new DrydockException(
        ErrorKind.INVALID, "the value given for variable " + name + ": " + message);
  }
}
