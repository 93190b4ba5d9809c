package io.drydock.bake.hcl;

import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.core.DrydockException;
import java.util.List;
import java.util.TreeMap;

/** Reads types as one writes them: {@code list(string)}, <code>object({a = number})</code>. */
public final class TypeExpression {
  private TypeExpression() {}

  /**
   * The type that the expression names.
   *
   * @throws DrydockException of kind INVALID with the place, when it names none
   */
  public static Type read(Expression expression) {
    return switch (expression) {
      case Expression.Variable word -> keyword(word);
      case Expression.Call call -> constructed(call);
      default -> throw invalid(expression, "a type is a word such as string, or as list(string)");
    };
  }

  private static Type keyword(Expression.Variable word) {
    return switch (word.name()) {
      case "string" -> Types.STRING;
      case "number" -> Types.NUMBER;
      case "bool" -> Types.BOOL;
      case "any" -> Types.ANY;
      case "list", "set", "map", "tuple", "object" ->
          throw invalid(word, word.name() + " needs the type of its elements, as in list(string)");
      default -> throw invalid(word, "there is no type \"" + word.name() + "\"");
    };
  }

  private static Type constructed(Expression.Call call) {
    if (call.arguments().size() != 1 || call.expandLast()) {
      throw invalid(call, call.name() + " takes one argument in a type");
    }
    Expression argument = call.arguments().getFirst();
    return switch (call.name()) {
      case "list" -> new Type.ListOf(read(argument));
      case "set" -> new Type.SetOf(read(argument));
      case "map" -> new Type.MapOf(read(argument));
      case "tuple" -> tuple(argument);
      case "object" -> object(argument);
      default -> throw invalid(call, "there is no type \"" + call.name() + "\"");
    };
  }

  private static Type tuple(Expression argument) {
    if (!(argument instanceof Expression.TupleOf tuple)) {
      throw invalid(argument, "tuple takes a list of types, as in tuple([string, number])");
    }
    List<Type> types = tuple.elements().stream().map(TypeExpression::read).toList();
    return new Type.Tuple(types);
  }

  private static Type object(Expression argument) {
    if (!(argument instanceof Expression.ObjectOf object)) {
      throw invalid(argument, "object takes types by name, as in object({name = string})");
    }
    var types = new TreeMap<String, Type>();
    for (Expression.ObjectOf.Item item : object.items()) {
      types.put(name(item.key()), read(item.value()));
    }
    return new Type.Struct(types);
  }

  private static String name(Expression key) {
    return switch (key) {
      case Expression.Variable word -> word.name();
      case Expression.Literal literal when literal.value().type().equals(Types.STRING) ->
          literal.value().text();
      default -> throw invalid(key, "the name of an attribute must be a word");
    };
  }

  private static DrydockException invalid(Expression place, String message) {
    return Evaluator.invalid("invalid type: " + message).at(place.location());
  }
}
