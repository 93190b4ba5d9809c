package io.drydock.cli.template;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.core.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The functions of templates: Go's own and those that docker adds. */
final class TemplateFunctions {
  private TemplateFunctions() {}

  static JsonElement call(String name, List<JsonElement> arguments) {
    return switch (name) {
      case "and", "or" -> logic(name, arguments);
      case "not" -> new JsonPrimitive(!isTrue(one(name, arguments)));
      case "eq" -> new JsonPrimitive(anyEqual(arguments));
      case "ne" -> new JsonPrimitive(!anyEqual(arguments));
      case "lt", "le", "gt", "ge" -> new JsonPrimitive(ordered(name, arguments));
      case "len" -> new JsonPrimitive(length(one(name, arguments)));
      case "index" -> index(arguments);
      case "slice" -> slice(arguments);
      case "print", "println", "printf" -> print(name, arguments);
      case "json" -> new JsonPrimitive(json(one(name, arguments)));
      default -> strings(name, arguments);
    };
  }

  private static JsonElement strings(String name, List<JsonElement> arguments) {
    return switch (name) {
      case "lower" -> new JsonPrimitive(text(one(name, arguments)).toLowerCase(Locale.ROOT));
      case "upper" -> new JsonPrimitive(text(one(name, arguments)).toUpperCase(Locale.ROOT));
      case "title" -> new JsonPrimitive(title(text(one(name, arguments))));
      case "trim" -> new JsonPrimitive(text(one(name, arguments)).strip());
      case "split" ->
          Json.array(List.of(text(arguments.get(0)).split(quoted(arguments.get(1)), -1)));
      case "join" -> join(arguments);
      case "truncate" -> truncate(arguments);
      case "pad" ->
          new JsonPrimitive(
              " ".repeat(number(arguments.get(1)))
                  + text(arguments.get(0))
                  + " ".repeat(number(arguments.get(2))));
      default -> throw TemplateLexer.error("function \"" + name + "\" not defined");
    };
  }

  private static JsonElement one(String name, List<JsonElement> arguments) {
    if (arguments.size() != 1) {
      throw Template.failure(
          "wrong number of args for " + name + ": want 1 got " + arguments.size());
    }
    return arguments.getFirst();
  }

  private static JsonElement logic(String name, List<JsonElement> arguments) {
    boolean stopAt = name.equals("or");
    for (JsonElement each : arguments) {
      if (isTrue(each) == stopAt) {
        return each;
      }
    }
    return arguments.getLast();
  }

  private static boolean anyEqual(List<JsonElement> arguments) {
    return arguments.stream()
        .skip(1)
        .anyMatch(each -> text(each).equals(text(arguments.getFirst())));
  }

  private static boolean ordered(String name, List<JsonElement> arguments) {
    int order = compare(arguments.get(0), arguments.get(1));
    return switch (name) {
      case "lt" -> order < 0;
      case "le" -> order <= 0;
      case "gt" -> order > 0;
      default -> order >= 0;
    };
  }

  private static int compare(JsonElement left, JsonElement right) {
    try {
      return new BigDecimal(text(left)).compareTo(new BigDecimal(text(right)));
    } catch (NumberFormatException e) {
      return text(left).compareTo(text(right));
    }
  }

  private static int length(JsonElement value) {
    return switch (value) {
      case JsonArray array -> array.size();
      case JsonObject object -> object.size();
      case JsonNull _ -> 0;
      default -> text(value).getBytes(StandardCharsets.UTF_8).length;
    };
  }

  private static JsonElement index(List<JsonElement> arguments) {
    JsonElement value = arguments.getFirst();
    for (JsonElement key : arguments.subList(1, arguments.size())) {
      switch (value) {
        case JsonObject object -> {
          JsonElement found = object.get(text(key));
          value = found == null ? new JsonPrimitive("") : found;
        }
        case JsonArray array -> {
          int at = number(key);
          if (at < 0 || at >= array.size()) {
            throw Template.failure("error calling index: index out of range: " + at);
          }
          value = array.get(at);
        }
        default -> throw Template.failure("error calling index: index of untyped nil");
      }
    }
    return value;
  }

  private static JsonElement slice(List<JsonElement> arguments) {
    String text = text(arguments.getFirst());
    int from = arguments.size() > 1 ? number(arguments.get(1)) : 0;
    int to = arguments.size() > 2 ? number(arguments.get(2)) : text.length();
    if (from < 0 || from > to || to > text.length()) {
      throw Template.failure("error calling slice: index out of range: " + to);
    }
    return new JsonPrimitive(text.substring(from, to));
  }

  private static JsonElement print(String name, List<JsonElement> arguments) {
    if (name.equals("printf")) {
      return new JsonPrimitive(formatted(text(arguments.getFirst()), arguments));
    }
    String separator = name.equals("println") ? " " : "";
    String all =
        arguments.stream().map(TemplateFunctions::text).collect(Collectors.joining(separator));
    return new JsonPrimitive(name.equals("println") ? all + "\n" : all);
  }

  /** Go's verbs with their flags, widths and precisions; {@code %v} and {@code %s} are the same. */
  private static String formatted(String format, List<JsonElement> arguments) {
    var out = new StringBuilder();
    int argument = 1;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 >= format.length()) {
        out.append(c);
        continue;
      }
      int end = i + 1;
      while (end < format.length() - 1 && "-+ 0123456789.#".indexOf(format.charAt(end)) >= 0) {
        end++;
      }
      char verb = format.charAt(end);
      if (verb == '%') {
        out.append('%');
      } else if (argument < arguments.size()) {
        out.append(verb(format.substring(i, end), verb, arguments.get(argument++)));
      } else {
        out.append("%!").append(verb).append("(MISSING)");
      }
      i = end;
    }
    return out.toString();
  }

  private static String verb(String flags, char verb, JsonElement value) {
    return switch (verb) {
      case 'd' -> String.format(Locale.ROOT, flags + "d", number(value));
      case 'f' ->
          String.format(Locale.ROOT, flags + "f", new BigDecimal(text(value)).doubleValue());
      case 'q' -> String.format(Locale.ROOT, flags + "s", json(new JsonPrimitive(text(value))));
      default ->
          String.format(Locale.ROOT, flags.replace("+", "").replace("#", "") + "s", text(value));
    };
  }

  private static JsonElement join(List<JsonElement> arguments) {
    if (!(arguments.getFirst() instanceof JsonArray array)) {
      return new JsonPrimitive(arguments.getFirst().isJsonNull() ? "" : text(arguments.getFirst()));
    }
    return new JsonPrimitive(
        array.asList().stream()
            .map(TemplateFunctions::text)
            .collect(Collectors.joining(text(arguments.get(1)))));
  }

  private static JsonElement truncate(List<JsonElement> arguments) {
    String text = text(arguments.get(0));
    return new JsonPrimitive(text.substring(0, Math.min(text.length(), number(arguments.get(1)))));
  }

  private static String title(String text) {
    return Arrays.stream(text.split("(?<= )"))
        .map(each ->
            each.isEmpty()
                ? each
                : each.substring(0, 1).toUpperCase(Locale.ROOT) + each.substring(1))
        .collect(Collectors.joining());
  }

  private static int number(JsonElement value) {
    try {
      return new BigDecimal(text(value)).intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw Template.failure("expected integer; found " + text(value));
    }
  }

  private static String quoted(JsonElement literal) {
    return java.util.regex.Pattern.quote(text(literal));
  }

  /** Compact JSON as docker's {@code json} writes it. */
  private static String json(JsonElement value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }

  static boolean isTrue(JsonElement value) {
    return switch (value) {
      case JsonNull _ -> false;
      case JsonArray array -> !array.isEmpty();
      case JsonObject object -> !object.isEmpty();
      case JsonPrimitive primitive when primitive.isBoolean() -> primitive.getAsBoolean();
      case JsonPrimitive primitive when primitive.isNumber() ->
          primitive.getAsBigDecimal().signum() != 0;
      default -> !value.getAsString().isEmpty();
    };
  }

  /** The value as Go prints it: {@code [a b]}, {@code map[k:v]}. */
  static String text(JsonElement value) {
    return switch (value) {
      case JsonNull _ -> "<no value>";
      case JsonArray array ->
          array.asList().stream()
              .map(TemplateFunctions::text)
              .collect(Collectors.joining(" ", "[", "]"));
      case JsonObject object ->
          new TreeMap<>(object.asMap())
              .entrySet().stream()
                  .map((Map.Entry<String, JsonElement> each) ->
                      each.getKey() + ":" + text(each.getValue()))
                  .collect(Collectors.joining(" ", "map[", "]"));
      default -> value.getAsString();
    };
  }
}
