package io.drydock.bake.model;

import io.drydock.bake.function.Library;
import io.drydock.bake.hcl.Body;
import io.drydock.bake.hcl.Evaluator;
import io.drydock.bake.hcl.Expression;
import io.drydock.bake.hcl.Names;
import io.drydock.bake.value.Function;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.core.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What names in bake files mean: variables, functions, and attributes of targets and groups,
 * whatever their order in the files. Each is worked out when it is first needed. Not thread-safe.
 */
final class Globals implements Names {
  /** The functions that the evaluator itself knows. */
  private static final Set<String> SPECIAL_FUNCTIONS = Set.of("try", "can", "convert");

  private static final Set<String> RESERVED = Set.of("target", "group", "variable", "function");

  private final Evaluator evaluator = new Evaluator(this);
  private final Variables variables;
  private final UserFunctions functions;
  private final Blocks blocks;
  private final Map<String, Value> known = new HashMap<>();

  /** How many definitions may need one another in a row; more would exhaust the stack. */
  private static final int LONGEST_CHAIN = 100;

  /** What is being worked out: meeting one of these again is a circle. */
  private final Set<String> open = new LinkedHashSet<>();

  Globals(Body files, Circumstances circumstances) {
    variables = new Variables(files, circumstances, RESERVED);
    functions = new UserFunctions(files, RESERVED);
    blocks = new Blocks(files, this);
  }

  Evaluator evaluator() {
    return evaluator;
  }

  Blocks blocks() {
    return blocks;
  }

  /**
   * Works out all variables and checks their conditions, and the functions.
   *
   * @throws DrydockException of kind INVALID with the place of the first mistake
   */
  void checkAll() {
    for (String name : variables.names()) {
      variable(name, new SourceLocation("", 0, 0, 0));
    }
    functions.check(this);
    variables.validate(evaluator);
  }

  List<VariableInfo> variableInfos() {
    return variables.infos(evaluator, this);
  }

  @Override
  public Found find(String root, List<String> path, SourceLocation place) {
    return Blocks.TYPES.contains(root)
        ? blocks.find(root, path, place)
        : new Found(variable(root, place), 0);
  }

  /** The variable's value. */
  Value variable(String name, SourceLocation place) {
    Value value = known.get(name);
    if (value != null) {
      return value;
    }
    if (!variables.has(name)) {
      throw unknown("variable", name, variables.names(), place);
    }
    value =
        once(
            "variable cycle not allowed for " + name,
            place,
            () -> variables.value(name, evaluator));
    known.put(name, value);
    return value;
  }

  /**
   * Does work that must not need itself.
   *
   * @param cycle what to say when it does; also tells works apart
   */
  <T> T once(String cycle, SourceLocation place, Supplier<T> work) {
    if (!open.add(cycle)) {
      throw new DrydockException(ErrorKind.INVALID, cycle).at(place);
    }
    try {
      if (open.size() > LONGEST_CHAIN) {
        throw new DrydockException(
                ErrorKind.INVALID,
                "more than " + LONGEST_CHAIN + " definitions need one another in a row")
            .at(place);
      }
      return work.get();
    } finally {
      open.remove(cycle);
    }
  }

  @Override
  public Optional<Function> function(String name) {
    return Library.find(name).or(() -> functions.find(name, evaluator));
  }

  void checkExists(Expression.Variable variable) {
    if (!variables.has(variable.name()) && !Blocks.TYPES.contains(variable.name())) {
      throw unknown("variable", variable.name(), variables.names(), variable.location());
    }
  }

  void checkExists(Expression.Call call) {
    if (!SPECIAL_FUNCTIONS.contains(call.name()) && function(call.name()).isEmpty()) {
      throw unknown("function", call.name(), List.copyOf(Library.names()), call.location());
    }
  }

  private static DrydockException unknown(
      String what, String name, List<String> names, SourceLocation place) {
    var error =
        new DrydockException(ErrorKind.INVALID, what + " \"" + name + "\" does not exist")
            .at(place);
    return Suggestion.closest(name, new ArrayList<>(names))
        .map(close -> error.withHint("Did you mean " + close + "?"))
        .orElse(error);
  }
}
