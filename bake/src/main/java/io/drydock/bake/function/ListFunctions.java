package io.drydock.bake.function;

import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Function;
import io.drydock.bake.value.Numbers;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists and tuples. */
final class ListFunctions {
  /** More elements than this nobody wants to build with. */
  static final int LONGEST = 100_000;

  private ListFunctions() {}

  static Map<String, Function> all() {
    var all = new HashMap<String, Function>();
    choosing(all);
    Signature any = Signature.of(Types.ANY);
    Signature two = Signature.of(Types.ANY, Types.ANY);
    Type texts = Type.list(Types.STRING);
    all.put("chunklist", Signature.of(Types.ANY, Types.NUMBER).does(ListFunctions::chunks));
    all.put(
        "compact",
        Signature.of(texts)
            .does(a ->
                Value.list(
                    Types.STRING,
                    a.getFirst().elements().stream()
                        .filter(each -> !each.isNull() && !each.text().isEmpty())
                        .toList())));
    all.put("concat", Signature.of().and(Types.ANY).does(ListFunctions::concat));
    all.put("contains", two.orNull().does(a -> Value.of(indexOf(a.get(0), a.get(1)) >= 0)));
    all.put("indexof", two.orNull().does(ListFunctions::position));
    all.put(
        "distinct",
        any.does(a -> alike(a.getFirst(), elements(a.getFirst()).stream().distinct().toList())));
    all.put("flatten", any.does(a -> Value.tuple(flat(a.getFirst()))));
    all.put("length", any.does(a -> Value.of(length(a.getFirst()))));
    all.put("range", Signature.of(Types.NUMBER).and(Types.NUMBER).does(ListFunctions::range));
    all.put("reverselist", any.does(a -> alike(a.getFirst(), elements(a.getFirst()).reversed())));
    all.put(
        "slice", Signature.of(Types.ANY, Types.NUMBER, Types.NUMBER).does(ListFunctions::slice));
    all.put(
        "sort",
        Signature.of(texts)
            .does(a ->
                Value.texts(a.getFirst().elements().stream().map(Value::text).sorted().toList())));
    return all;
  }

  private static void choosing(Map<String, Function> all) {
    Signature two = Signature.of(Types.ANY, Types.ANY);
    all.put("coalesce", Signature.of().and(Types.ANY).orNull().does(ListFunctions::coalesce));
    all.put(
        "coalescelist",
        Signature.of()
            .and(Types.ANY)
            .orNull()
            .does(a ->
                a.stream()
                    .filter(each -> !each.isNull() && !elements(each).isEmpty())
                    .findFirst()
                    .orElseThrow(() -> Signature.invalid("no list has elements"))));
    all.put("element", Signature.of(Types.ANY, Types.NUMBER).does(ListFunctions::element));
    all.put("index", two.does(a -> indexed(a.get(0), a.get(1))));
    all.put("hasindex", two.does(a -> Value.of(isIndexed(a.get(0), a.get(1)))));
  }

  /** The elements of a list, set or tuple. */
  static List<Value> elements(Value value) {
    if (value.isNull() || !value.type().isSequence()) {
      throw Signature.invalid("a list is required, but have " + value.type().friendlyName());
    }
    return value.elements();
  }

  /** A list where the first value is one, else a tuple. */
  private static Value alike(Value value, List<Value> elements) {
    return switch (value.type()) {
      case Type.ListOf list -> Value.list(list.element(), elements);
      case Type.SetOf set -> Value.list(set.element(), elements);
      default -> Value.tuple(elements);
    };
  }

  private static Value chunks(List<Value> arguments) {
    List<Value> elements = elements(arguments.get(0));
    int size = Numbers.whole(arguments.get(1).number());
    if (size < 0) {
      throw Signature.invalid("the size must not be negative");
    }
    var chunks = new ArrayList<Value>();
    int step = size == 0 ? Math.max(1, elements.size()) : size;
    for (int i = 0; i < elements.size(); i += step) {
      int end = (int) Math.min((long) i + step, elements.size());
      chunks.add(alike(arguments.get(0), elements.subList(i, end)));
    }
    return Value.tuple(chunks);
  }

  private static Value concat(List<Value> arguments) {
    var all = new ArrayList<Value>();
    arguments.forEach(each -> all.addAll(elements(each)));
    boolean lists =
        !arguments.isEmpty()
            && arguments.stream().allMatch(each -> each.type() instanceof Type.ListOf);
    return lists ? Conversion.convert(Value.tuple(all), Type.list(Types.ANY)) : Value.tuple(all);
  }

  private static int indexOf(Value list, Value wanted) {
    List<Value> elements = elements(list);
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).isSame(wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static Value position(List<Value> arguments) {
    int index = indexOf(arguments.get(0), arguments.get(1));
    if (index < 0) {
      throw Signature.invalid("the value is not in the list");
    }
    return Value.of(index);
  }

  private static List<Value> flat(Value value) {
    var flat = new ArrayList<Value>();
    for (Value each : elements(value)) {
      if (!each.isNull() && each.type().isSequence()) {
        flat.addAll(flat(each));
      } else {
        flat.add(each);
      }
    }
    return flat;
  }

  private static int length(Value value) {
    if (!value.isIterable()) {
      throw Signature.invalid(
          "a list or a map is required, but have " + value.type().friendlyName());
    }
    return value.elements().size();
  }

  private static Value range(List<Value> arguments) {
    List<BigDecimal> given = arguments.stream().map(Value::number).toList();
    BigDecimal start = given.size() == 1 ? BigDecimal.ZERO : given.get(0);
    BigDecimal end = given.get(given.size() == 1 ? 0 : 1);
    boolean down = end.compareTo(start) < 0;
    BigDecimal step =
        given.size() > 2 ? given.get(2) : down ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    if (given.size() > 3 || step.signum() == 0 || down != step.signum() < 0) {
      throw Signature.invalid("takes end, or start and end, or these and a step towards the end");
    }
    var numbers = new ArrayList<Value>();
    for (BigDecimal each = start;
        down ? each.compareTo(end) > 0 : each.compareTo(end) < 0;
        each = each.add(step)) {
      if (numbers.size() >= LONGEST) {
        throw Signature.invalid("more than " + LONGEST + " numbers");
      }
      numbers.add(Value.of(each));
    }
    return Value.list(Types.NUMBER, numbers);
  }

  private static Value slice(List<Value> arguments) {
    List<Value> elements = elements(arguments.get(0));
    int start = Numbers.whole(arguments.get(1).number());
    int end = Numbers.whole(arguments.get(2).number());
    if (start < 0 || end < start || end > elements.size()) {
      throw Signature.invalid(
          "from " + start + " up to " + end + " is not inside of " + elements.size() + " elements");
    }
    return alike(arguments.get(0), elements.subList(start, end));
  }

  private static Value coalesce(List<Value> arguments) {
    Type common = Conversion.common(arguments);
    return arguments.stream()
        .filter(each -> !each.isNull())
        .findFirst()
        .map(each -> Conversion.convert(each, common))
        .orElseThrow(() -> Signature.invalid("all arguments are null"));
  }

  /** Counts on from the beginning when the index is behind the end. */
  private static Value element(List<Value> arguments) {
    List<Value> elements = elements(arguments.get(0));
    int index = Numbers.whole(arguments.get(1).number());
    if (elements.isEmpty()) {
      throw Signature.invalid("an empty list has no element");
    }
    return elements.get(Math.floorMod(index, elements.size()));
  }

  private static Value indexed(Value collection, Value key) {
    if (collection.type().isMapping()) {
      Value member = collection.members().get(Conversion.convert(key, Types.STRING).text());
      if (member == null) {
        throw Signature.invalid("there is no element of that key");
      }
      return member;
    }
    List<Value> elements = elements(collection);
    int index = Numbers.whole(Conversion.convert(key, Types.NUMBER).number());
    if (index < 0 || index >= elements.size()) {
      throw Signature.invalid("there is no element " + index);
    }
    return elements.get(index);
  }

  private static boolean isIndexed(Value collection, Value key) {
    try {
      indexed(collection, key);
      return true;
    } catch (DrydockException e) {
      return false;
    }
  }
}
