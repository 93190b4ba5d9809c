package io.drydock.bake.value;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What kind of value something is. */
public sealed interface Type {
  /** As messages call it: {@code list of string}. */
  String friendlyName();

  /** Types that consist of no others. */
  enum Primitive implements Type {
    STRING("string"),
    NUMBER("number"),
    BOOL("bool"),
    /** As a constraint, any type at all; as a value's type, that of a bare null. */
    ANY("any type");

    private final String friendlyName;

    Primitive(String friendlyName) {
      this.friendlyName = friendlyName;
    }

    @Override
    public String friendlyName() {
      return friendlyName;
    }
  }

  /** Values of one type in order. */
  record ListOf(Type element) implements Type {
    @Override
    public String friendlyName() {
      return "list of " + element.friendlyName();
    }
  }

  /** Values of one type, each once. */
  record SetOf(Type element) implements Type {
    @Override
    public String friendlyName() {
      return "set of " + element.friendlyName();
    }
  }

  /** Values of one type by name. */
  record MapOf(Type element) implements Type {
    @Override
    public String friendlyName() {
      return "map of " + element.friendlyName();
    }
  }

  /** A fixed number of values, each of its own type. */
  record Tuple(List<Type> elements) implements Type {
    public Tuple {
      elements = List.copyOf(elements);
    }

    boolean isAsLong(Type other) {
      return other instanceof Tuple tuple && tuple.elements.size() == elements.size();
    }

    @Override
    public String friendlyName() {
      return "tuple";
    }
  }

  /** Values of fixed names, each of its own type. */
  record Struct(Map<String, Type> attributes) implements Type {
    public Struct {
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    boolean hasTheNamesOf(Type other) {
      return other instanceof Struct struct
          && struct.attributes.keySet().equals(attributes.keySet());
    }

    @Override
    public String friendlyName() {
      return "object";
    }
  }

  static Type list(Type element) {
    return new ListOf(element);
  }

  static Type map(Type element) {
    return new MapOf(element);
  }

  /** Whether values of the type are lists, sets or tuples. */
  default boolean isSequence() {
    return this instanceof ListOf || this instanceof SetOf || this instanceof Tuple;
  }

  /** Whether values of the type have names for their parts. */
  default boolean isMapping() {
    return this instanceof MapOf || this instanceof Struct;
  }

  default boolean isPrimitive() {
    return this instanceof Primitive && !equals(Primitive.ANY);
  }

  /** As one writes it in a variable's {@code type}. */
  default String expression() {
    return switch (this) {
      case Primitive.ANY -> "any";
      case Primitive primitive -> primitive.friendlyName();
      case ListOf list -> "list(" + list.element().expression() + ")";
      case SetOf set -> "set(" + set.element().expression() + ")";
      case MapOf map -> "map(" + map.element().expression() + ")";
      case Tuple tuple ->
          tuple.elements().stream()
              .map(Type::expression)
              .collect(Collectors.joining(",", "tuple([", "])"));
      case Struct struct ->
          struct.attributes().entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue().expression())
              .collect(Collectors.joining(",", "object({", "})"));
    };
  }
}
