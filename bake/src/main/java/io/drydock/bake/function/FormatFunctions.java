package io.drydock.bake.function;

import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Function;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code format} and {@code formatlist}. */
final class FormatFunctions {
  private FormatFunctions() {}

  static Map<String, Function> all() {
    Signature signature = Signature.of(Types.STRING).and(Types.ANY).orNull();
    return Map.of(
        "format", signature.does(a -> Value.of(format(a.getFirst(), a.subList(1, a.size())))),
        "formatlist", signature.does(FormatFunctions::formatList));
  }

  private static String format(Value format, List<Value> arguments) {
    if (format.isNull()) {
      throw Signature.invalid("the format must not be null");
    }
    return new Formatting(format.text(), arguments).result();
  }

  /** One text for each element of the lists, which are equally long; other arguments repeat. */
  private static Value formatList(List<Value> arguments) {
    List<Value> given = arguments.subList(1, arguments.size());
    List<Integer> lengths =
        given.stream()
            .filter(FormatFunctions::isList)
            .map(each -> each.elements().size())
            .distinct()
            .toList();
    if (lengths.size() > 1) {
      throw Signature.invalid("the lists must be equally long");
    }
    int rounds = lengths.isEmpty() ? 1 : lengths.getFirst();
    var texts = new ArrayList<String>();
    for (int i = 0; i < rounds; i++) {
      int round = i;
      List<Value> row =
          given.stream().map(each -> isList(each) ? each.elements().get(round) : each).toList();
      texts.add(format(arguments.getFirst(), row));
    }
    return Value.texts(texts);
  }

  private static boolean isList(Value value) {
    return !value.isNull() && value.type().isSequence();
  }

  /** The value as text, for verbs that take strings. */
  static String text(Value value) {
    return Conversion.convert(value, Types.STRING).text();
  }
}
