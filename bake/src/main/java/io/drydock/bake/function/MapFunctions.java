package io.drydock.bake.function;

import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Function;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Maps and objects. */
final class MapFunctions {
  private MapFunctions() {}

  static Map<String, Function> all() {
    Signature any = Signature.of(Types.ANY);
    return Map.of(
        "keys", any.does(a -> Value.texts(members(a.getFirst()).keySet())),
        "values", any.does(MapFunctions::values),
        "lookup",
            Signature.of(Types.ANY, Types.STRING, Types.ANY).orNull().does(MapFunctions::lookUp),
        "merge", Signature.of().and(Types.ANY).orNull().does(MapFunctions::merge),
        "zipmap", Signature.of(Type.list(Types.STRING), Types.ANY).does(MapFunctions::zip));
  }

  private static Map<String, Value> members(Value value) {
    if (value.isNull() || !value.type().isMapping()) {
      throw Signature.invalid("a map is required, but have " + value.type().friendlyName());
    }
    return value.members();
  }

  private static Value values(List<Value> arguments) {
    List<Value> values = List.copyOf(members(arguments.getFirst()).values());
    return arguments.getFirst().type() instanceof Type.MapOf map
        ? Value.list(map.element(), values)
        : Value.tuple(values);
  }

  private static Value lookUp(List<Value> arguments) {
    if (arguments.get(1).isNull()) {
      throw Signature.invalid("the key must not be null");
    }
    Value found = members(arguments.get(0)).get(arguments.get(1).text());
    return found == null ? arguments.get(2) : found;
  }

  /** Later ones win; a map where all are maps of one type, else an object. */
  private static Value merge(List<Value> arguments) {
    var merged = new TreeMap<String, Value>();
    List<Value> given = arguments.stream().filter(each -> !each.isNull()).toList();
    given.forEach(each -> merged.putAll(members(each)));
    List<Type> types = given.stream().map(Value::type).distinct().toList();
    return types.size() == 1 && types.getFirst() instanceof Type.MapOf map
        ? Value.map(map.element(), merged)
        : Value.object(merged);
  }

  private static Value zip(List<Value> arguments) {
    List<Value> keys = arguments.get(0).elements();
    List<Value> values = ListFunctions.elements(arguments.get(1));
    if (keys.size() != values.size()) {
      throw Signature.invalid(
          "there are " + keys.size() + " keys, but " + values.size() + " values");
    }
    var zipped = new TreeMap<String, Value>();
    for (int i = 0; i < keys.size(); i++) {
      zipped.put(keys.get(i).text(), values.get(i));
    }
    return arguments.get(1).type() instanceof Type.ListOf list
        ? Conversion.convert(Value.object(zipped), Type.map(list.element()))
        : Value.object(zipped);
  }
}
