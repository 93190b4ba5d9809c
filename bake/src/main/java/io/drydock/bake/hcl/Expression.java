package io.drydock.bake.hcl;

import io.drydock.bake.value.Value;
import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.Optional;

/** Something that has a value. */
public sealed interface Expression {
  SourceLocation location();

  /** A value that stands there as it is. */
  record Literal(Value value, SourceLocation location) implements Expression {}

  /** Texts and values, joined to one text. */
  record Template(List<Expression> parts, SourceLocation location) implements Expression {
    public Template {
      parts = List.copyOf(parts);
    }
  }

  /** A template that is nothing but one {@code ${…}}: it keeps the value's type. */
  record Wrapped(Expression inner, SourceLocation location) implements Expression {}

  /** Joins the elements of a template's {@code %{for}}. */
  record Joined(Expression elements, SourceLocation location) implements Expression {}

  /** A name: a variable, or in some places just a word. */
  record Variable(String name, SourceLocation location) implements Expression {}

  /** {@code object.name}. */
  record GetAttribute(Expression object, String name, SourceLocation location)
      implements Expression {}

  /** {@code collection[key]}. */
  record Index(Expression collection, Expression key, SourceLocation location)
      implements Expression {}

  /**
   * {@code source.*.name} or {@code source[*].name}.
   *
   * @param each what is made of an element, which {@link Element} stands for
   */
  record Splat(Expression source, Expression each, Element element, SourceLocation location)
      implements Expression {}

  /**
   * The element of a {@link Splat} that is being looked at. Two are the same only if one object.
   */
  final class Element implements Expression {
    private final SourceLocation location;

    Element(SourceLocation location) {
      this.location = location;
    }

    @Override
    public SourceLocation location() {
      return location;
    }
  }

  /**
   * A function's result.
   *
   * @param expandLast whether the last argument's elements are arguments ({@code …})
   */
  record Call(String name, List<Expression> arguments, boolean expandLast, SourceLocation location)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code [a, b]}. */
  record TupleOf(List<Expression> elements, SourceLocation location) implements Expression {
    public TupleOf {
      elements = List.copyOf(elements);
    }
  }

  /** <code>{a = b}</code>. */
  record ObjectOf(List<Item> items, SourceLocation location) implements Expression {
    public ObjectOf {
      items = List.copyOf(items);
    }

    /** One name and its value; a {@link Variable} as the key is just a word. */
    public record Item(Expression key, Expression value) {}
  }

  /**
   * A collection made of another one.
   *
   * @param keyName of the variable for keys or indexes
   * @param key present where an object is made
   * @param grouped whether values of one key are collected ({@code …})
   */
  record For(
      Optional<String> keyName,
      String valueName,
      Expression source,
      Optional<Expression> key,
      Expression value,
      boolean grouped,
      Optional<Expression> condition,
      SourceLocation location)
      implements Expression {}

  /** {@code !a} and {@code -a}. */
  record Unary(String operator, Expression operand, SourceLocation location)
      implements Expression {}

  /** Two operands and the operator between them. */
  record Binary(Expression left, String operator, Expression right, SourceLocation location)
      implements Expression {}

  /** {@code condition ? yes : no}. */
  record Conditional(Expression condition, Expression yes, Expression no, SourceLocation location)
      implements Expression {}
}
