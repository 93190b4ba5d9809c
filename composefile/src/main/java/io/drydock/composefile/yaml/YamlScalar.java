package io.drydock.composefile.yaml;

import io.drydock.core.SourceLocation;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A single value: a string, a number, true or false, or nothing.
 *
 * @param type what the value is, by the rules of YAML 1.2's core schema as Go reads it
 * @param value a {@code String}, {@code Boolean}, {@code Long} (a {@code BigInteger} beyond),
 *     {@code Double}, or null where the type is {@code NULL}
 */
public record YamlScalar(Type type, @Nullable Object value, String tag, SourceLocation location)
    implements YamlNode {

  /** The types of scalars. */
  public enum Type {
    NULL("null"),
    BOOL("a boolean"),
    INT("an integer"),
    FLOAT("a number"),
    STRING("a string");

    private final String description;

    Type(String description) {
      this.description = description;
    }

    /** As an error calls it, with its article. */
    public String description() {
      return description;
    }
  }

  public static YamlScalar nothing(SourceLocation location) {
    return new YamlScalar(Type.NULL, null, "", location);
  }

  public static YamlScalar of(String value, SourceLocation location) {
    return new YamlScalar(Type.STRING, value, "", location);
  }

  public static YamlScalar of(boolean value, SourceLocation location) {
    return new YamlScalar(Type.BOOL, value, "", location);
  }

  public static YamlScalar of(long value, SourceLocation location) {
    return new YamlScalar(Type.INT, value, "", location);
  }

  public static YamlScalar of(BigInteger value, SourceLocation location) {
    Object kept = value.bitLength() < Long.SIZE ? value.longValue() : value;
    return new YamlScalar(Type.INT, kept, "", location);
  }

  public static YamlScalar of(double value, SourceLocation location) {
    return new YamlScalar(Type.FLOAT, value, "", location);
  }

  @Override
  public YamlScalar withTag(String other) {
    return other.equals(tag) ? this : new YamlScalar(type, value, other, location);
  }

  public boolean isString() {
    return type == Type.STRING;
  }

  /** Whether it is the string, and not another type that is written so. */
  public boolean isString(String text) {
    return text.equals(value);
  }

  /**
   * The value as text, numbers as Go prints them: {@code 1.50} is {@code 1.5}, {@code 0x10} is
   * {@code 16}; null is an empty string.
   */
  public String asText() {
    if (value == null) {
      return "";
    }
    return value instanceof Double number ? GoNumbers.plain(number) : value.toString();
  }

  @Override
  public @Nullable Object toJava() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof YamlScalar that
        && type == that.type
        && Objects.equals(value, that.value)
        && tag.equals(that.tag);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
