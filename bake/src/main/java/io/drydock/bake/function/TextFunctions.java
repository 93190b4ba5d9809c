package io.drydock.bake.function;

import io.drydock.bake.value.Function;
import io.drydock.bake.value.Numbers;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Strings. What a reader sees as one character counts as one, however many code points it has. */
final class TextFunctions {
  private static final int MOST_SPACES = 10_000;

  private TextFunctions() {}

  static Map<String, Function> all() {
    var all = new HashMap<String, Function>();
    all.put("chomp", one(TextFunctions::chomp));
    all.put("lower", one(text -> text.toLowerCase(Locale.ROOT)));
    all.put("upper", one(text -> text.toUpperCase(Locale.ROOT)));
    all.put("title", one(TextFunctions::title));
    all.put("trimspace", one(String::strip));
    all.put("reverse", one(text -> String.join("", characters(text).reversed())));
    all.put("sanitize", one(TextFunctions::sanitize));
    all.put("trim", two((text, set) -> Value.of(trim(text, set))));
    all.put(
        "trimprefix",
        two((text, start) ->
            Value.of(text.startsWith(start) ? text.substring(start.length()) : text)));
    all.put(
        "trimsuffix",
        two((text, end) ->
            Value.of(text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text)));
    all.put("split", two(TextFunctions::split));
    all.put(
        "strlen", Signature.of(Types.STRING).does(a -> Value.of(characters(text(a, 0)).size())));
    all.put(
        "replace",
        Signature.of(Types.STRING, Types.STRING, Types.STRING)
            .does(a -> Value.of(text(a, 0).replace(text(a, 1), text(a, 2)))));
    all.put(
        "substr",
        Signature.of(Types.STRING, Types.NUMBER, Types.NUMBER).does(TextFunctions::substring));
    all.put("indent", Signature.of(Types.NUMBER, Types.STRING).does(TextFunctions::indent));
    all.put(
        "join", Signature.of(Types.STRING).and(Type.list(Types.STRING)).does(TextFunctions::join));
    return all;
  }

  static String text(List<Value> arguments, int index) {
    return arguments.get(index).text();
  }

  private static Function one(UnaryOperator<String> work) {
    return Signature.of(Types.STRING).does(a -> Value.of(work.apply(text(a, 0))));
  }

  private interface Texts {
    Value apply(String one, String other);
  }

  private static Function two(Texts work) {
    return Signature.of(Types.STRING, Types.STRING).does(a -> work.apply(text(a, 0), text(a, 1)));
  }

  /** The characters as a reader sees them. */
  private static List<String> characters(String text) {
    var characters = new ArrayList<String>();
    BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      characters.add(text.substring(start, end));
      start = end;
    }
    return characters;
  }

  private static String chomp(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }

  private static String title(String text) {
    var title = new StringBuilder();
    boolean start = true;
    for (int c : text.codePoints().toArray()) {
      title.appendCodePoint(start ? Character.toTitleCase(c) : c);
      start = !Character.isLetterOrDigit(c) && c != '_' && c != '\'';
    }
    return title.toString();
  }

  /** Leaves what a target's name may hold. */
  private static String sanitize(String text) {
    var clean = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          boolean allowed =
              (c >= 'a' && c <= 'z')
                  || (c >= 'A' && c <= 'Z')
                  || (c >= '0' && c <= '9')
                  || c == '_'
                  || c == '-';
          clean.append(allowed ? (char) c : '_');
        });
    return clean.toString();
  }

  private static String trim(String text, String set) {
    int start = 0;
    int end = text.length();
    while (start < end && set.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start && set.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static Value split(String separator, String text) {
    var parts = new ArrayList<String>();
    if (separator.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(Character.toString(c)));
      return Value.texts(parts);
    }
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + separator.length();
    }
    parts.add(text.substring(start));
    return Value.texts(parts);
  }

  /** A negative offset counts from the end, a length of -1 means up to the end. */
  private static Value substring(List<Value> arguments) {
    List<String> characters = characters(text(arguments, 0));
    int offset = Numbers.whole(arguments.get(1).number());
    int length = Numbers.whole(arguments.get(2).number());
    int start = offset < 0 ? offset + characters.size() : offset;
    if (start < 0 || length < -1) {
      throw Signature.invalid(
          length < -1
              ? "the length must be -1 or more"
              : "the offset is before the text's beginning");
    }
    start = Math.min(start, characters.size());
    int end =
        length == -1 ? characters.size() : (int) Math.min((long) start + length, characters.size());
    return Value.of(String.join("", characters.subList(start, end)));
  }

  private static Value indent(List<Value> arguments) {
    int spaces = Numbers.whole(arguments.get(0).number());
    if (spaces < 0 || spaces > MOST_SPACES) {
      throw Signature.invalid("the number of spaces must be from 0 to " + MOST_SPACES);
    }
    return Value.of(text(arguments, 1).replace("\n", "\n" + " ".repeat(spaces)));
  }

  private static Value join(List<Value> arguments) {
    if (arguments.size() < 2) {
      throw Signature.invalid("needs at least one list");
    }
    var parts = new ArrayList<String>();
    for (Value list : arguments.subList(1, arguments.size())) {
      for (Value each : list.elements()) {
        if (each.isNull()) {
          throw Signature.invalid("an element of the list is null");
        }
        parts.add(each.text());
      }
    }
    return Value.of(String.join(text(arguments, 0), parts));
  }
}
