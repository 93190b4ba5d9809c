package io.drydock.bake.function;

import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Function;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a function takes: it gets arguments of just these types, converted where they were of
 * others.
 *
 * @param rest the type of any further arguments
 * @param nulls whether arguments may be null
 */
record Signature(List<Type> parameters, Optional<Type> rest, boolean nulls) {
  Signature {
    parameters = List.copyOf(parameters);
  }

  /** What a function does with arguments that are known to fit. */
  @FunctionalInterface
  interface Work {
    Value apply(List<Value> arguments);
  }

  static Signature of(Type... parameters) {
    return new Signature(List.of(parameters), Optional.empty(), false);
  }

  /** The same with any number of further arguments. */
  Signature and(Type more) {
    return new Signature(parameters, Optional.of(more), nulls);
  }

  /** The same, but for nulls too. */
  Signature orNull() {
    return new Signature(parameters, rest, true);
  }

  Function does(Work work) {
    return arguments -> work.apply(fitted(arguments));
  }

  private List<Value> fitted(List<Value> arguments) {
    boolean fits =
        rest.isPresent()
            ? arguments.size() >= parameters.size()
            : arguments.size() == parameters.size();
    if (!fits) {
      throw invalid(
          "takes "
              + (rest.isPresent() ? "at least " : "")
              + parameters.size()
              + (parameters.size() == 1 ? " argument" : " arguments")
              + ", not "
              + arguments.size());
    }
    var fitted = new ArrayList<Value>();
    for (int i = 0; i < arguments.size(); i++) {
      fitted.add(fitted(i, arguments.get(i)));
    }
    return fitted;
  }

  private Value fitted(int index, Value argument) {
    if (argument.isNull() && !nulls) {
      throw invalid("argument " + (index + 1) + " must not be null");
    }
    Type type = index < parameters.size() ? parameters.get(index) : rest.orElse(Types.ANY);
    try {
      return Conversion.convert(argument, type);
    } catch (DrydockException e) {
      throw invalid("argument " + (index + 1) + ": " + e.getMessage());
    }
  }

  static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
