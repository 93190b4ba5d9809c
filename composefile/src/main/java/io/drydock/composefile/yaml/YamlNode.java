package io.drydock.composefile.yaml;

import io.drydock.core.SourceLocation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a YAML document and the place where it was written; immutable.
 *
 * <p>Two nodes are equal when their values and tags are, wherever they stand. The order of a
 * mapping's keys does not count.
 */
public sealed interface YamlNode permits YamlMapping, YamlSequence, YamlScalar {
  /** The place that values have which no file holds. */
  SourceLocation NOWHERE = new SourceLocation("", 0, 0, 0);

  /** Where the value begins. */
  SourceLocation location();

  /**
   * The tag of the writer's own, such as {@code !reset} and {@code !override}, or an empty string.
   */
  String tag();

  /** The same value with another tag; an empty one takes it away. */
  YamlNode withTag(String tag);

  /**
   * The value in plain Java: a {@code Map} in document order, a {@code List}, a string, a boolean,
   * a {@code Long}, {@code BigInteger} or {@code Double}, or null. Tags are lost.
   */
  @Nullable Object toJava();

  /** Whether the other is this very object, so that what holds it need not be copied. */
  @SuppressWarnings("ReferenceEquality")
  default boolean isSame(Object other) {
    return this == other;
  }

  /** Whether this is a scalar that holds nothing. */
  default boolean isNull() {
    return this instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.NULL;
  }

  /** Whether the node carries the tag, such as {@code !reset}. */
  default boolean isTagged(String name) {
    return tag().equals(name);
  }

  /** This node where it is a mapping. */
  default Optional<YamlMapping> mapping() {
    return this instanceof YamlMapping mapping ? Optional.of(mapping) : Optional.empty();
  }

  /** This node where it is a sequence. */
  default Optional<YamlSequence> sequence() {
    return this instanceof YamlSequence sequence ? Optional.of(sequence) : Optional.empty();
  }

  /** The text of this node where it is a scalar that is not null; see {@link YamlScalar#text}. */
  default Optional<String> text() {
    return this instanceof YamlScalar scalar && !isNull()
        ? Optional.of(scalar.asText())
        : Optional.empty();
  }

  /** The node under the keys, each step into a mapping. */
  default Optional<YamlNode> at(String... keys) {
    YamlNode node = this;
    for (String key : keys) {
      if (!(node instanceof YamlMapping mapping) || !mapping.has(key)) {
        return Optional.empty();
      }
      node = mapping.require(key);
    }
    return Optional.of(node);
  }

  /** The node of a value as {@link #toJava} gives it; a node is taken as it is. */
  static YamlNode fromJava(@Nullable Object value, SourceLocation location) {
    if (value instanceof YamlNode node) {
      return node;
    }
    if (value instanceof Map<?, ?> map) {
      var mapping = YamlMapping.builder(location);
      for (Map.Entry<?, ?> each : map.entrySet()) {
        mapping.put(String.valueOf(each.getKey()), fromJava(each.getValue(), location));
      }
      return mapping.build();
    }
    if (value instanceof Iterable<?> list) {
      var items = new ArrayList<YamlNode>();
      for (Object each : list) {
        items.add(fromJava(each, location));
      }
      return YamlSequence.of(items, location);
    }
    return scalar(value, location);
  }

  private static YamlScalar scalar(@Nullable Object value, SourceLocation location) {
    if (value == null) {
      return YamlScalar.nothing(location);
    }
    if (value instanceof Boolean flag) {
      return YamlScalar.of(flag, location);
    }
    if (value instanceof BigInteger big) {
      return YamlScalar.of(big, location);
    }
    if (value instanceof Double || value instanceof Float) {
      return YamlScalar.of(((Number) value).doubleValue(), location);
    }
    if (value instanceof Number number) {
      return YamlScalar.of(number.longValue(), location);
    }
    return YamlScalar.of(value.toString(), location);
  }
}
