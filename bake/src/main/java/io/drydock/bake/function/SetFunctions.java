package io.drydock.bake.function;

import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Function;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Sets. Lists and tuples are taken for sets. */
final class SetFunctions {
  private static final Type ANY_SET = new Type.SetOf(Types.ANY);

  private SetFunctions() {}

  static Map<String, Function> all() {
    return Map.of(
        "setunion", combining(Set::addAll),
        "setintersection", combining(Set::retainAll),
        "setsubtract", combining(Set::removeAll),
        "setsymmetricdifference", combining(SetFunctions::difference),
        "sethaselement", Signature.of(ANY_SET, Types.ANY).does(SetFunctions::hasElement),
        "setproduct",
            Signature.of(Types.ANY, Types.ANY).and(Types.ANY).does(SetFunctions::product));
  }

  private static Function combining(BiConsumer<Set<Value>, Set<Value>> combine) {
    return Signature.of(ANY_SET)
        .and(ANY_SET)
        .does(arguments -> {
          List<Type> types =
              arguments.stream().map(each -> ((Type.SetOf) each.type()).element()).toList();
          Type common = Conversion.unify(types);
          Set<Value> result = elements(arguments.getFirst(), common);
          for (Value each : arguments.subList(1, arguments.size())) {
            combine.accept(result, elements(each, common));
          }
          return Value.set(common, result);
        });
  }

  private static Set<Value> elements(Value set, Type type) {
    return new LinkedHashSet<>(Conversion.convert(set, new Type.SetOf(type)).elements());
  }

  private static void difference(Set<Value> one, Set<Value> other) {
    for (Value each : other) {
      if (!one.remove(each)) {
        one.add(each);
      }
    }
  }

  private static Value hasElement(List<Value> arguments) {
    Value set = arguments.get(0);
    Type type = ((Type.SetOf) set.type()).element();
    return Value.of(set.elements().contains(Conversion.convert(arguments.get(1), type)));
  }

  private static Value product(List<Value> arguments) {
    List<List<Value>> rows = List.of(List.of());
    for (Value each : arguments) {
      List<Value> elements = ListFunctions.elements(each);
      if ((long) rows.size() * elements.size() > ListFunctions.LONGEST) {
        throw Signature.invalid("more than " + ListFunctions.LONGEST + " combinations");
      }
      var longer = new ArrayList<List<Value>>();
      for (List<Value> row : rows) {
        for (Value element : elements) {
          var more = new ArrayList<>(row);
          more.add(element);
          longer.add(more);
        }
      }
      rows = longer;
    }
    return Value.tuple(rows.stream().map(Value::tuple).toList());
  }
}
