package io.drydock.bake.value;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An immutable value with its type; every type has a null. */
public final class Value {
  public static final Value TRUE = new Value(Types.BOOL, true);
  public static final Value FALSE = new Value(Types.BOOL, false);

  /** A null of no particular type, as the word {@code null} means. */
  public static final Value NULL = new Value(Types.ANY, null);

  /** Digits that a number's plain notation may have; more would be an attack on memory. */
  private static final int MOST_DIGITS = 10_000;

  private final Type type;

  /** A String, BigDecimal, Boolean, List of values, or sorted Map of values by name. */
  private final @Nullable Object content;

  private Value(Type type, @Nullable Object content) {
    this.type = type;
    this.content = content;
  }

  public static Value of(String text) {
    return new Value(Types.STRING, text);
  }

  public static Value of(boolean flag) {
    return flag ? TRUE : FALSE;
  }

  public static Value of(long number) {
    return of(BigDecimal.valueOf(number));
  }

  /**
   * A number.
   *
   * @throws DrydockException of kind INVALID for one that is too large to be written out
   */
  public static Value of(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    if (Math.abs((long) plain.scale()) + plain.precision() > MOST_DIGITS) {
      throw new DrydockException(
          ErrorKind.INVALID, "a number with more than " + MOST_DIGITS + " digits");
    }
    return new Value(Types.NUMBER, plain);
  }

  public static Value nullOf(Type type) {
    return new Value(type, null);
  }

  /** A tuple: each value keeps its type. */
  public static Value tuple(List<Value> values) {
    return new Value(
        new Type.Tuple(values.stream().map(Value::type).toList()), List.copyOf(values));
  }

  /** An object: each value keeps its type. */
  public static Value object(Map<String, Value> values) {
    var types = new TreeMap<String, Type>();
    values.forEach((name, value) -> types.put(name, value.type()));
    return new Value(new Type.Struct(types), sorted(values));
  }

  /** A list of values that all have the element type. */
  public static Value list(Type element, Collection<Value> values) {
    return new Value(new Type.ListOf(element), List.copyOf(values));
  }

  /** A list of strings. */
  public static Value texts(Collection<String> texts) {
    return list(Types.STRING, texts.stream().map(Value::of).toList());
  }

  /** A set of values that all have the element type, in the order in which sets are walked. */
  public static Value set(Type element, Collection<Value> values) {
    List<Value> distinct = new ArrayList<>(values.stream().distinct().toList());
    distinct.sort(Value::compareInSet);
    return new Value(new Type.SetOf(element), List.copyOf(distinct));
  }

  /** A map of values that all have the element type. */
  public static Value map(Type element, Map<String, Value> values) {
    return new Value(new Type.MapOf(element), sorted(values));
  }

  private static Map<String, Value> sorted(Map<String, Value> values) {
    return Collections.unmodifiableMap(new TreeMap<>(values));
  }

  private static int compareInSet(Value one, Value other) {
    if (one.content instanceof String a && other.content instanceof String b) {
      return a.compareTo(b);
    }
    if (one.content instanceof BigDecimal a && other.content instanceof BigDecimal b) {
      return a.compareTo(b);
    }
    return one.toString().compareTo(other.toString());
  }

  public Type type() {
    return type;
  }

  public boolean isNull() {
    return content == null;
  }

  /** The string; only for strings that are not null. */
  public String text() {
    return content(String.class);
  }

  /** The number; only for numbers that are not null. */
  public BigDecimal number() {
    return content(BigDecimal.class);
  }

  /** The truth value; only for those that are not null. */
  public boolean flag() {
    return content(Boolean.class);
  }

  /** The elements of a list, set or tuple, or the values of a map or object in their order. */
  public List<Value> elements() {
    if (content instanceof Map<?, ?>) {
      return List.copyOf(members().values());
    }
    var elements = new ArrayList<Value>();
    for (Object each : content(List.class)) {
      elements.add((Value) each);
    }
    return elements;
  }

  /** The values of a map or object by name, sorted. */
  public Map<String, Value> members() {
    var members = new TreeMap<String, Value>();
    for (Map.Entry<?, ?> each : ((Map<?, ?>) content(Map.class)).entrySet()) {
      members.put((String) each.getKey(), (Value) each.getValue());
    }
    return members;
  }

  private <T> T content(Class<T> expected) {
    if (content == null || !expected.isInstance(content)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          content == null
              ? "a value that must not be null is null"
              : expected.getSimpleName() + " required, but have " + type.friendlyName());
    }
    return expected.cast(content);
  }

  /** Whether it has elements that can be walked. */
  public boolean isIterable() {
    return !isNull() && (type.isSequence() || type.isMapping());
  }

  /** Whether {@code ==} holds: nulls are the same whatever their types. */
  public boolean isSame(Value other) {
    return isNull() ? other.isNull() : equals(other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Value value
        && Objects.equals(content, value.content)
        && type.equals(value.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(content);
  }

  /** For people who debug; not in any format. */
  @Override
  public String toString() {
    return content instanceof String ? "\"" + content + "\"" : String.valueOf(content);
  }
}
