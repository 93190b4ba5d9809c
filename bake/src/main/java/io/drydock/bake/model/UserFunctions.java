package io.drydock.bake.model;

import io.drydock.bake.function.Library;
import io.drydock.bake.hcl.Body;
import io.drydock.bake.hcl.Evaluator;
import io.drydock.bake.hcl.Evaluator.Locals;
import io.drydock.bake.hcl.Expression;
import io.drydock.bake.value.Function;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The functions that files define themselves. */
final class UserFunctions {
  /** Functions that call one another in turn; more than this is a mistake. */
  private static final int LONGEST_CHAIN = 100;

  private final Map<String, Definition> definitions = new LinkedHashMap<>();

  /**
   * One {@code function} block.
   *
   * @param rest the parameter that takes all further arguments
   */
  private record Definition(
      String name, List<String> parameters, Optional<String> rest, Expression result) {

    Value call(List<Value> arguments, Evaluator evaluator) {
      boolean fits =
          rest.isPresent()
              ? arguments.size() >= parameters.size()
              : arguments.size() == parameters.size();
      if (!fits) {
        throw invalid(
            "takes "
                + (rest.isPresent() ? "at least " : "")
                + parameters.size()
                + " arguments, not "
                + arguments.size());
      }
      Locals locals = Locals.NONE;
      for (int i = 0; i < parameters.size(); i++) {
        locals = locals.with(parameters.get(i), arguments.get(i));
      }
      if (rest.isPresent()) {
        List<Value> more = arguments.subList(parameters.size(), arguments.size());
        locals = locals.with(rest.get(), Value.tuple(more));
      }
      return evaluator.evaluate(result, locals);
    }
  }

  UserFunctions(Body files, Set<String> reserved) {
    for (Body.Block block : files.blocks("function")) {
      String name = Variables.label(block);
      if (!reserved.contains(name)) {
        definitions.put(name, read(name, block));
      }
    }
  }

  private static Definition read(String name, Body.Block block) {
    Expression parameters = required(block, "params");
    Expression result = required(block, "result");
    for (String each : block.body().attributes().keySet()) {
      if (!Set.of("params", "variadic_params", "result").contains(each)) {
        throw invalid("a function has no attribute \"" + each + "\"")
            .at(block.body().attributes().get(each).location());
      }
    }
    if (!(parameters instanceof Expression.TupleOf tuple)) {
      throw invalid("params must be a list of names, as in [a, b]").at(parameters.location());
    }
    List<String> names = tuple.elements().stream().map(UserFunctions::word).toList();
    Optional<String> rest = block.body().expression("variadic_params").map(UserFunctions::word);
    return new Definition(name, names, rest, result);
  }

  private static Expression required(Body.Block block, String attribute) {
    return block
        .body()
        .expression(attribute)
        .orElseThrow(() -> invalid("a function needs \"" + attribute + "\"").at(block.location()));
  }

  private static String word(Expression expression) {
    if (expression instanceof Expression.Variable variable) {
      return variable.name();
    }
    throw invalid("a parameter must be a name").at(expression.location());
  }

  Optional<Function> find(String name, Evaluator evaluator) {
    return Optional.ofNullable(definitions.get(name))
        .map(definition -> arguments -> definition.call(arguments, evaluator));
  }

  /**
   * Refuses functions that call themselves or use what does not exist.
   *
   * @throws DrydockException of kind INVALID with the place
   */
  void check(Globals globals) {
    Set<String> done = new HashSet<>();
    for (Definition each : definitions.values()) {
      check(each, globals, new ArrayList<>(), done);
    }
  }

  private void check(Definition function, Globals globals, List<String> path, Set<String> done) {
    if (path.contains(function.name) || path.size() >= LONGEST_CHAIN) {
      throw invalid("function cycle not allowed for " + function.name)
          .at(function.result.location());
    }
    if (done.contains(function.name)) {
      return;
    }
    path.add(function.name);
    Set<String> known = new HashSet<>(function.parameters);
    function.rest.ifPresent(known::add);
    References references = References.of(function.result);
    for (Expression.Variable each : references.variables()) {
      if (!known.contains(each.name())) {
        globals.checkExists(each);
      }
    }
    for (Expression.Call each : references.calls()) {
      Definition called = definitions.get(each.name());
      if (called != null && Library.find(each.name()).isEmpty()) {
        check(called, globals, path, done);
      } else {
        globals.checkExists(each);
      }
    }
    path.removeLast();
    done.add(function.name);
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
