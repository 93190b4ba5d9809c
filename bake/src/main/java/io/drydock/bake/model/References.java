package io.drydock.bake.model;

import io.drydock.bake.hcl.Expression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that an expression uses and does not define itself. */
record References(List<Expression.Variable> variables, List<Expression.Call> calls) {

  /** A part of the expression, and the names that loops around it define. */
  private record Part(Expression expression, Set<String> bound) {}

  /** Without recursion, so that the expression's depth does not matter. */
  static References of(Expression whole) {
    var found = new References(new ArrayList<>(), new ArrayList<>());
    Deque<Part> open = new ArrayDeque<>();
    open.push(new Part(whole, Set.of()));
    while (!open.isEmpty()) {
      Part part = open.pop();
      found.look(part);
      if (part.expression instanceof Expression.For loop) {
        Set<String> inner = new HashSet<>(part.bound);
        loop.keyName().ifPresent(inner::add);
        inner.add(loop.valueName());
        open.push(new Part(loop.source(), part.bound));
        open.push(new Part(loop.value(), inner));
        loop.key().ifPresent(each -> open.push(new Part(each, inner)));
        loop.condition().ifPresent(each -> open.push(new Part(each, inner)));
      } else {
        parts(part.expression).forEach(each -> open.push(new Part(each, part.bound)));
      }
    }
    return found;
  }

  private void look(Part part) {
    if (part.expression instanceof Expression.Variable variable
        && !part.bound.contains(variable.name())) {
      variables.add(variable);
    }
    if (part.expression instanceof Expression.Call call) {
      calls.add(call);
    }
  }

  private static List<Expression> parts(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> List.of();
      case Expression.Variable variable -> List.of();
      case Expression.Element element -> List.of();
      case Expression.For loop -> List.of();
      case Expression.Template template -> template.parts();
      case Expression.Wrapped wrapped -> List.of(wrapped.inner());
      case Expression.Joined joined -> List.of(joined.elements());
      case Expression.GetAttribute access -> List.of(access.object());
      case Expression.Index index -> List.of(index.collection(), index.key());
      case Expression.Splat splat -> List.of(splat.source(), splat.each());
      case Expression.Call call ->
          call.name().equals("convert") && call.arguments().size() > 1
              ? List.of(call.arguments().getFirst())
              : call.arguments();
      case Expression.TupleOf tuple -> tuple.elements();
      case Expression.ObjectOf object -> items(object);
      case Expression.Unary unary -> List.of(unary.operand());
      case Expression.Binary binary -> List.of(binary.left(), binary.right());
      case Expression.Conditional conditional ->
          List.of(conditional.condition(), conditional.yes(), conditional.no());
    };
  }

  private static List<Expression> items(Expression.ObjectOf object) {
    var parts = new ArrayList<Expression>();
    for (Expression.ObjectOf.Item item : object.items()) {
      if (!(item.key() instanceof Expression.Variable)) {
        parts.add(item.key());
      }
      parts.add(item.value());
    }
    return parts;
  }
}
