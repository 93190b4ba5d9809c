package io.drydock.oci.validate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The words in which the rules for a document are written. */
final class Rules {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,40}");

  static final Rule TEXT = text("a string", each -> true);
  static final Rule TEXTS = listOf(TEXT);
  static final Rule TEXT_BY_NAME = mapOf(TEXT);

  static final Rule FLAG =
      (value, findings) -> {
        if (!(value instanceof JsonPrimitive primitive && primitive.isBoolean())) {
          findings.expected("true or false", value);
        }
      };

  static final Rule INT32 = signed(32);
  static final Rule INT64 = signed(64);
  static final Rule UINT8 = unsigned(8);
  static final Rule UINT16 = unsigned(16);
  static final Rule UINT32 = unsigned(32);
  static final Rule UINT64 = unsigned(64);

  private Rules() {}

  /** A string that the test takes; {@code what} says in errors what it should be. */
  static Rule text(String what, Predicate<String> test) {
    return (value, findings) -> {
      boolean holds =
          value instanceof JsonPrimitive primitive
              && primitive.isString()
              && test.test(primitive.getAsString());
      if (!holds) {
        findings.expected(what, value);
      }
    };
  }

  /** A string that is what the expression says, all of it. */
  static Rule matching(String what, String expression) {
    return text(what, Pattern.compile(expression).asMatchPredicate());
  }

  static Rule oneOf(String... words) {
    List<String> allowed = List.of(words);
    return text("one of " + String.join(", ", allowed), allowed::contains);
  }

  private static Rule signed(int bits) {
    BigInteger limit = BigInteger.ONE.shiftLeft(bits - 1);
    return integer(limit.negate(), limit.subtract(BigInteger.ONE));
  }

  private static Rule unsigned(int bits) {
    return integer(BigInteger.ZERO, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
  }

  static Rule integer(long least, long most) {
    return integer(BigInteger.valueOf(least), BigInteger.valueOf(most));
  }

  /** A whole number, written as one: programs that read it into an integer refuse {@code 1.0}. */
  private static Rule integer(BigInteger least, BigInteger most) {
    String what = "a whole number from " + least + " to " + most;
    return (value, findings) -> {
      boolean holds =
          value instanceof JsonPrimitive number
              && number.isNumber()
              && WHOLE.matcher(number.getAsString()).matches()
              && isBetween(new BigInteger(number.getAsString()), least, most);
      if (!holds) {
        findings.expected(what, value);
      }
    };
  }

  private static boolean isBetween(BigInteger number, BigInteger least, BigInteger most) {
    return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
  }

  static Rule listOf(Rule item) {
    return (value, findings) -> {
      if (!(value instanceof JsonArray array)) {
        findings.expected("a list", value);
        return;
      }
      for (int i = 0; i < array.size(); i++) {
        findings.inItem(i, item, array.get(i));
      }
    };
  }

  /** As {@link #listOf}, but not empty. */
  static Rule someOf(Rule item) {
    return listOf(item)
        .and((value, findings) -> {
          if (value instanceof JsonArray array && array.isEmpty()) {
            findings.expected("a list with at least one item", value);
          }
        });
  }

  /** An object with any member names. */
  static Rule mapOf(Rule each) {
    return (value, findings) -> {
      if (value instanceof JsonObject object) {
        object.entrySet().forEach(e -> findings.inMember(e.getKey(), each, e.getValue()));
      } else {
        findings.expected("an object", value);
      }
    };
  }

  static Rule orNull(Rule rule) {
    return (value, findings) -> {
      if (!value.isJsonNull()) {
        rule.check(value, findings);
      }
    };
  }

  /** One member of an object, required or not. */
  record Member(String name, boolean required, Rule rule) {}

  static Member must(String name, Rule rule) {
    return new Member(name, true, rule);
  }

  static Member may(String name, Rule rule) {
    return new Member(name, false, rule);
  }

  /** An object with these members; others are let be, as the specifications demand. */
  static Rule object(Member... members) {
    return (value, findings) -> {
      if (!(value instanceof JsonObject object)) {
        findings.expected("an object", value);
        return;
      }
      for (Member each : members) {
        JsonElement member = object.get(each.name);
        if (member != null) {
          findings.inMember(each.name, each.rule, member);
        } else if (each.required) {
          findings.add("\"" + each.name + "\" is missing");
        }
      }
    };
  }
}
