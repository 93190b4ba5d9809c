package io.drydock.bake.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Function;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Regular expressions in RE2's syntax, whose time grows only with the text. */
final class RegexFunctions {
  private RegexFunctions() {}

  static Map<String, Function> all() {
    Signature both = Signature.of(Types.STRING, Types.STRING);
    return Map.of(
        "regex", both.does(RegexFunctions::first),
        "regexall", both.does(RegexFunctions::every),
        "regex_replace",
            Signature.of(Types.STRING, Types.STRING, Types.STRING).does(RegexFunctions::replace));
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid regular expression: " + e.getMessage(), e);
    }
  }

  private static Value first(List<Value> arguments) {
    Matcher matcher =
        pattern(TextFunctions.text(arguments, 0)).matcher(TextFunctions.text(arguments, 1));
    if (!matcher.find()) {
      throw Signature.invalid("the pattern does not match any part of the text");
    }
    return match(matcher);
  }

  private static Value every(List<Value> arguments) {
    Matcher matcher =
        pattern(TextFunctions.text(arguments, 0)).matcher(TextFunctions.text(arguments, 1));
    var matches = new ArrayList<Value>();
    while (matcher.find()) {
      matches.add(match(matcher));
    }
    Type type = matches.isEmpty() ? Types.STRING : Conversion.common(matches);
    return Value.list(type, matches.stream().map(each -> Conversion.convert(each, type)).toList());
  }

  /** The text that matched; with groups a tuple of theirs, with named ones an object. */
  private static Value match(Matcher matcher) {
    Map<String, Integer> names = matcher.pattern().namedGroups();
    if (matcher.groupCount() == 0) {
      return Value.of(matcher.group());
    }
    if (names.isEmpty()) {
      var groups = new ArrayList<Value>();
      for (int i = 1; i <= matcher.groupCount(); i++) {
        groups.add(group(matcher, i));
      }
      return Value.tuple(groups);
    }
    if (names.size() != matcher.groupCount()) {
      throw Signature.invalid("groups with and without a name cannot be mixed");
    }
    var groups = new TreeMap<String, Value>();
    names.forEach((name, index) -> groups.put(name, group(matcher, index)));
    return Value.object(groups);
  }

  private static Value group(Matcher matcher, int index) {
    String group = matcher.group(index);
    return group == null ? Value.nullOf(Types.STRING) : Value.of(group);
  }

  private static Value replace(List<Value> arguments) {
    Matcher matcher =
        pattern(TextFunctions.text(arguments, 1)).matcher(TextFunctions.text(arguments, 0));
    var replaced = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      replaced.append(TextFunctions.text(arguments, 0).substring(end, matcher.start()));
      replaced.append(filled(TextFunctions.text(arguments, 2), matcher));
      end = matcher.end();
    }
    return Value.of(replaced + TextFunctions.text(arguments, 0).substring(end));
  }

  /** {@code $1}, {@code $name} and <code>${name}</code> stand for groups, {@code $$} for itself. */
  private static String filled(String template, Matcher matcher) {
    var text = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i++);
      if (c != '$' || i == template.length()) {
        text.append(c);
        continue;
      }
      boolean braces = template.charAt(i) == '{';
      int start = braces ? i + 1 : i;
      int end = start;
      while (end < template.length() && isWord(template.charAt(end))) {
        end++;
      }
      if (template.charAt(i) == '$') {
        text.append('$');
        i++;
      } else if (end == start || (braces && !template.startsWith("}", end))) {
        text.append(c);
      } else {
        text.append(named(template.substring(start, end), matcher));
        i = braces ? end + 1 : end;
      }
    }
    return text.toString();
  }

  private static boolean isWord(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private static String named(String name, Matcher matcher) {
    Integer index = matcher.pattern().namedGroups().get(name);
    if (index == null && name.length() < 4 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      index = Integer.valueOf(name);
    }
    if (index == null || index > matcher.groupCount()) {
      return "";
    }
    String group = matcher.group(index);
    return group == null ? "" : group;
  }
}
