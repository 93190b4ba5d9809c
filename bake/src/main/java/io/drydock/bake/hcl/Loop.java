package io.drydock.bake.hcl;

import io.drydock.bake.hcl.Evaluator.Locals;
import io.drydock.bake.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One evaluation of a {@link Expression.For}. */
final class Loop {
  private final Evaluator evaluator;
  private final Expression.For loop;
  private final Locals outer;

  Loop(Evaluator evaluator, Expression.For loop, Locals outer) {
    this.evaluator = evaluator;
    this.loop = loop;
    this.outer = outer;
  }

  Value value() {
    Value source = evaluator.evaluate(loop.source(), outer);
    if (!source.isIterable()) {
      throw Evaluator.invalid(
              "for cannot walk " + (source.isNull() ? "null" : source.type().friendlyName()))
          .at(loop.source().location());
    }
    return loop.key().isPresent() ? object(rounds(source)) : tuple(rounds(source));
  }

  /** The names of each round for which the condition holds. */
  private List<Locals> rounds(Value source) {
    var rounds = new ArrayList<Locals>();
    if (source.type().isMapping()) {
      source.members().forEach((name, value) -> add(Value.of(name), value, rounds));
    } else {
      int index = 0;
      for (Value each : source.elements()) {
        add(Value.of(index++), each, rounds);
      }
    }
    return rounds;
  }

  private void add(Value key, Value value, List<Locals> rounds) {
    Locals locals = outer;
    if (loop.keyName().isPresent()) {
      locals = locals.with(loop.keyName().get(), key);
    }
    locals = locals.with(loop.valueName(), value);
    if (loop.condition().isEmpty() || evaluator.condition(loop.condition().get(), locals)) {
      rounds.add(locals);
    }
  }

  private Value tuple(List<Locals> rounds) {
    return Value.tuple(
        rounds.stream().map(each -> evaluator.evaluate(loop.value(), each)).toList());
  }

  private Value object(List<Locals> rounds) {
    Map<String, List<Value>> members = new LinkedHashMap<>();
    for (Locals each : rounds) {
      Expression place = loop.key().orElseThrow();
      String key = Evaluator.key(place, evaluator.evaluate(place, each));
      List<Value> values = members.computeIfAbsent(key, _ -> new ArrayList<>());
      if (!values.isEmpty() && !loop.grouped()) {
        throw Evaluator.invalid("two values for the key \"" + key + "\"")
            .at(place.location())
            .withHint("Write \"...\" behind the value to collect all of a key.");
      }
      values.add(evaluator.evaluate(loop.value(), each));
    }
    Map<String, Value> object = new LinkedHashMap<>();
    members.forEach(
        (key, values) -> object.put(key, loop.grouped() ? Value.tuple(values) : values.getFirst()));
    return Value.object(object);
  }
}
