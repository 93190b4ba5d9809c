package io.drydock.bake.hcl;

import io.drydock.bake.hcl.Expression.ObjectOf.Item;
import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Function;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the values of expressions. Not thread-safe. */
public final class Evaluator {
  private static final int DEEPEST = 600;

  private final Names names;
  private int depth;

  public Evaluator(Names names) {
    this.names = names;
  }

  /** Names that only an expression itself knows: of loops, parameters, matrices. */
  public static final class Locals {
    /** None. */
    public static final Locals NONE = new Locals("", Value.NULL, null, null);

    private final String name;
    private final Value value;
    private final Expression.@Nullable Element element;
    private final @Nullable Locals outer;

    private Locals(
        String name, Value value, Expression.@Nullable Element element, @Nullable Locals outer) {
      this.name = name;
      this.value = value;
      this.element = element;
      this.outer = outer;
    }

    /** These and one more, which hides an outer one of its name. */
    public Locals with(String another, Value meaning) {
      return new Locals(another, meaning, null, this);
    }

    Locals with(Expression.Element another, Value meaning) {
      return new Locals("", meaning, another, this);
    }

    Optional<Value> find(String wanted) {
      for (Locals each = this; each.outer != null; each = each.outer) {
        if (each.element == null && each.name.equals(wanted)) {
          return Optional.of(each.value);
        }
      }
      return Optional.empty();
    }

    Value element(Expression.Element wanted) {
      for (Locals each = this; each.outer != null; each = each.outer) {
        if (each.element == wanted) {
          return each.value;
        }
      }
      throw new IllegalStateException("an element outside of its splat");
    }
  }

  /**
   * The expression's value.
   *
   * @throws DrydockException of kind INVALID with the place, when it has none
   */
  public Value evaluate(Expression expression, Locals locals) {
    if (++depth > DEEPEST) {
      depth = 0;
      throw invalid("nested more than " + DEEPEST + " levels deep").at(expression.location());
    }
    int before = depth;
    try {
      return value(expression, locals);
    } catch (DrydockException e) {
      throw e.at(expression.location());
    } finally {
      depth = before - 1;
    }
  }

  private Value value(Expression expression, Locals locals) {
    return switch (expression) {
      case Expression.Literal literal -> literal.value();
      case Expression.Wrapped wrapped -> evaluate(wrapped.inner(), locals);
      case Expression.Variable variable -> path(variable, locals);
      case Expression.GetAttribute access -> path(access, locals);
      case Expression.Element element -> locals.element(element);
      case Expression.Template template -> template(template, locals);
      case Expression.Joined joined -> joined(joined, locals);
      case Expression.Index index ->
          Operators.index(evaluate(index.collection(), locals), evaluate(index.key(), locals));
      case Expression.Splat splat -> splat(splat, locals);
      case Expression.Call call -> call(call, locals);
      case Expression.TupleOf tuple ->
          Value.tuple(tuple.elements().stream().map(each -> evaluate(each, locals)).toList());
      case Expression.ObjectOf object -> object(object, locals);
      case Expression.For loop -> new Loop(this, loop, locals).value();
      case Expression.Unary unary ->
          Operators.unary(unary.operator(), evaluate(unary.operand(), locals));
      case Expression.Binary binary ->
          Operators.binary(
              evaluate(binary.left(), locals), binary.operator(), evaluate(binary.right(), locals));
      case Expression.Conditional conditional -> conditional(conditional, locals);
    };
  }

  /** A name and the attributes behind it, which may together name a block. */
  private Value path(Expression expression, Locals locals) {
    var path = new ArrayList<String>();
    Expression root = expression;
    while (root instanceof Expression.GetAttribute access) {
      path.addFirst(access.name());
      root = access.object();
    }
    Value value;
    int used = 0;
    if (root instanceof Expression.Variable variable) {
      Optional<Value> local = locals.find(variable.name());
      if (local.isPresent()) {
        value = local.get();
      } else {
        Names.Found found = names.find(variable.name(), path, variable.location());
        value = found.value();
        used = found.used();
      }
    } else {
      value = evaluate(root, locals);
    }
    for (String name : path.subList(used, path.size())) {
      value = Operators.attribute(value, name);
    }
    return value;
  }

  private Value template(Expression.Template template, Locals locals) {
    var text = new StringBuilder();
    for (Expression part : template.parts()) {
      text.append(text(part, evaluate(part, locals)));
    }
    return Value.of(text.toString());
  }

  private static String text(Expression part, Value value) {
    if (value.isNull()) {
      throw invalid("a null value cannot be part of a text").at(part.location());
    }
    try {
      return Conversion.convert(value, Types.STRING).text();
    } catch (DrydockException e) {
      throw invalid("the value cannot be part of a text: " + e.getMessage()).at(part.location());
    }
  }

  private Value joined(Expression.Joined joined, Locals locals) {
    var text = new StringBuilder();
    for (Value each : evaluate(joined.elements(), locals).elements()) {
      text.append(text(joined, each));
    }
    return Value.of(text.toString());
  }

  private Value splat(Expression.Splat splat, Locals locals) {
    Value source = evaluate(splat.source(), locals);
    if (source.isNull()) {
      return Value.tuple(List.of());
    }
    List<Value> elements = source.type().isSequence() ? source.elements() : List.of(source);
    return Value.tuple(
        elements.stream()
            .map(each -> evaluate(splat.each(), locals.with(splat.element(), each)))
            .toList());
  }

  private Value object(Expression.ObjectOf object, Locals locals) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (Item item : object.items()) {
      Value key =
          item.key() instanceof Expression.Variable word
              ? Value.of(word.name())
              : evaluate(item.key(), locals);
      members.put(key(item.key(), key), evaluate(item.value(), locals));
    }
    return Value.object(members);
  }

  static String key(Expression place, Value key) {
    if (key.isNull()) {
      throw invalid("a key cannot be null").at(place.location());
    }
    return Failures.at(place.location(), () -> Conversion.convert(key, Types.STRING).text());
  }

  /** Both branches give the result its type, but a mistake in the other branch does not count. */
  private Value conditional(Expression.Conditional conditional, Locals locals) {
    boolean condition = condition(conditional.condition(), locals);
    Value chosen = evaluate(condition ? conditional.yes() : conditional.no(), locals);
    Type other;
    try {
      other = evaluate(condition ? conditional.no() : conditional.yes(), locals).type();
    } catch (DrydockException e) {
      return chosen;
    }
    try {
      return Conversion.convert(chosen, Conversion.unify(List.of(chosen.type(), other)));
    } catch (DrydockException e) {
      throw invalid(
          "the two results of a condition must be of one type, these are "
              + chosen.type().friendlyName()
              + " and "
              + other.friendlyName());
    }
  }

  boolean condition(Expression expression, Locals locals) {
    Value value = evaluate(expression, locals);
    if (value.isNull()) {
      throw invalid("a condition cannot be null").at(expression.location());
    }
    return Failures.at(expression.location(), () -> Conversion.convert(value, Types.BOOL).flag());
  }

  private Value call(Expression.Call call, Locals locals) {
    return switch (call.name()) {
      case "try" -> firstThatHolds(call, locals);
      case "can" -> Value.of(holds(call, locals));
      case "convert" -> converted(call, locals);
      default -> function(call, locals);
    };
  }

  private Value function(Expression.Call call, Locals locals) {
    Function function =
        names
            .function(call.name())
            .orElseThrow(() -> invalid("there is no function \"" + call.name() + "\""));
    List<Value> arguments = arguments(call, locals);
    try {
      return function.call(arguments);
    } catch (DrydockException e) {
      throw e.location().isPresent()
          ? e
          : new DrydockException(e.kind(), call.name() + "(): " + e.getMessage(), e);
    }
  }

  private List<Value> arguments(Expression.Call call, Locals locals) {
    var arguments = new ArrayList<Value>();
    for (Expression each : call.arguments()) {
      arguments.add(evaluate(each, locals));
    }
    if (call.expandLast()) {
      Value last = arguments.removeLast();
      if (last.isNull() || !last.type().isSequence()) {
        throw invalid("what stands before \"...\" must be a list")
            .at(call.arguments().getLast().location());
      }
      arguments.addAll(last.elements());
    }
    return arguments;
  }

  private Value firstThatHolds(Expression.Call call, Locals locals) {
    DrydockException last = invalid("try() needs at least one argument");
    for (Expression each : call.arguments()) {
      try {
        return evaluate(each, locals);
      } catch (DrydockException e) {
        last = e;
      }
    }
    throw last;
  }

  private boolean holds(Expression.Call call, Locals locals) {
    checkCount(call, 1);
    try {
      evaluate(call.arguments().getFirst(), locals);
      return true;
    } catch (DrydockException e) {
      return false;
    }
  }

  private Value converted(Expression.Call call, Locals locals) {
    checkCount(call, 2);
    Type type = TypeExpression.read(call.arguments().get(1));
    return Conversion.convert(evaluate(call.arguments().getFirst(), locals), type);
  }

  private static void checkCount(Expression.Call call, int count) {
    if (call.arguments().size() != count) {
      throw invalid(call.name() + "() takes " + count + (count == 1 ? " argument" : " arguments"))
          .at(call.location());
    }
  }

  static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
