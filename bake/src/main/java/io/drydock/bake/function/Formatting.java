package io.drydock.bake.function;

import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** One format text with verbs such as {@code %-10s} and {@code %[2]d}, being filled in. */
final class Formatting {
  private static final int WIDEST = 1_000;

  /** Exponents from which {@code %g} of a number as it is uses scientific notation. */
  private static final int LARGE_EXPONENT = 21;

  private final String format;
  private final List<Value> arguments;
  private final StringBuilder out = new StringBuilder();
  private int offset;
  private int nextArgument;
  private int used;
  private boolean indexed;

  Formatting(String format, List<Value> arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  /**
   * What stands between the percent sign and the letter of a verb.
   *
   * @param width 0 for none
   * @param precision -1 for none
   */
  private record Layout(String flags, int width, int precision) {
    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }
  }

  String result() {
    while (offset < format.length()) {
      char c = format.charAt(offset++);
      if (c == '%') {
        verb();
      } else {
        out.append(c);
      }
    }
    if (!indexed && used < arguments.size()) {
      throw Signature.invalid(
          "too many arguments: the format uses " + used + " of " + arguments.size());
    }
    return out.toString();
  }

  private void verb() {
    int start = offset - 1;
    String flags = flags();
    int width = peek() >= '0' && peek() <= '9' ? number() : 0;
    int precision = -1;
    if (peek() == '.') {
      offset++;
      precision = number();
    }
    if (peek() == '[') {
      offset++;
      nextArgument = number() - 1;
      indexed = true;
      if (peek() != ']') {
        throw Signature.invalid("\"[\" without \"]\" in the format");
      }
      offset++;
    }
    char letter = peek();
    offset++;
    if (letter == '%') {
      out.append('%');
      return;
    }
    out.append(
        shown(letter, new Layout(flags, width, precision), argument(format.substring(start))));
  }

  private char peek() {
    return offset < format.length() ? format.charAt(offset) : '\0';
  }

  private String flags() {
    int start = offset;
    while ("+-# 0".indexOf(peek()) >= 0) {
      offset++;
    }
    return format.substring(start, offset);
  }

  private int number() {
    int number = 0;
    while (peek() >= '0' && peek() <= '9') {
      number = number * 10 + (peek() - '0');
      offset++;
      if (number > WIDEST) {
        throw Signature.invalid("numbers in a format may be " + WIDEST + " at most");
      }
    }
    return number;
  }

  private Value argument(String verb) {
    if (nextArgument < 0 || nextArgument >= arguments.size()) {
      throw Signature.invalid("there is no argument for \"" + verb + "\" in the format");
    }
    Value argument = arguments.get(nextArgument++);
    used = Math.max(used, nextArgument);
    return argument;
  }

  private static String shown(char letter, Layout layout, Value value) {
    return switch (letter) {
      case 'v' -> padded(plain(value, layout), layout);
      case 't' -> padded(String.valueOf(given(value, Types.BOOL).flag()), layout);
      case 's' -> padded(cut(given(value, Types.STRING).text(), layout), layout);
      case 'q' -> padded(JsonText.of(given(value, Types.STRING)), layout);
      case 'd', 'b', 'o' -> number(whole(value), base(letter), layout);
      case 'x', 'X' -> hexadecimal(letter, layout, value);
      case 'e', 'E', 'f', 'g', 'G' -> decimal(letter, layout, given(value, Types.NUMBER).number());
      default -> throw Signature.invalid("unknown verb \"%" + letter + "\" in the format");
    };
  }

  private static Value given(Value value, Type type) {
    if (value.isNull()) {
      throw Signature.invalid("a value for the format is null");
    }
    return Conversion.convert(value, type);
  }

  private static String plain(Value value, Layout layout) {
    boolean simple = !value.isNull() && value.type().isPrimitive() && !layout.has('#');
    return simple ? cut(FormatFunctions.text(value), layout) : JsonText.of(value);
  }

  private static String cut(String text, Layout layout) {
    int characters = text.codePointCount(0, text.length());
    return layout.precision < 0 || layout.precision >= characters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, layout.precision));
  }

  private static String padded(String text, Layout layout) {
    int missing = layout.width - text.codePointCount(0, text.length());
    String blanks = (layout.has('0') && !layout.has('-') ? "0" : " ").repeat(Math.max(0, missing));
    return layout.has('-') ? text + blanks : blanks + text;
  }

  private static BigInteger whole(Value value) {
    return given(value, Types.NUMBER).number().toBigInteger();
  }

  private static int base(char letter) {
    return switch (letter) {
      case 'b' -> 2;
      case 'o' -> 8;
      default -> 10;
    };
  }

  private static String number(BigInteger number, int base, Layout layout) {
    return signed(number.abs().toString(base), number.signum() < 0, layout);
  }

  /** Puts the sign in front of the zeros that fill a number up. */
  private static String signed(String digits, boolean negative, Layout layout) {
    String sign = negative ? "-" : layout.has('+') ? "+" : layout.has(' ') ? " " : "";
    if (layout.has('0') && !layout.has('-')) {
      return sign
          + "0".repeat(Math.max(0, layout.width - sign.length() - digits.length()))
          + digits;
    }
    return padded(sign + digits, layout);
  }

  private static String hexadecimal(char letter, Layout layout, Value value) {
    String text =
        value.type().equals(Types.STRING) && !value.isNull()
            ? padded(
                HexFormat.of().formatHex(value.text().getBytes(StandardCharsets.UTF_8)), layout)
            : number(whole(value), 16, layout);
    return letter == 'X' ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static String decimal(char letter, Layout layout, BigDecimal number) {
    BigDecimal size = number.abs();
    int precision = layout.precision < 0 ? 6 : layout.precision;
    String digits =
        switch (letter) {
          case 'f' -> String.format(Locale.ROOT, "%." + precision + "f", size);
          case 'e', 'E' -> String.format(Locale.ROOT, "%." + precision + letter, size);
          default -> general(letter, layout.precision, size);
        };
    return signed(digits, number.signum() < 0, layout);
  }

  /** As few digits as say the number, or as many as the precision asks for. */
  private static String general(char letter, int precision, BigDecimal size) {
    BigDecimal rounded = precision <= 0 ? size : size.round(new MathContext(precision));
    BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    int largest = precision <= 0 ? LARGE_EXPONENT : precision;
    if (plain.signum() == 0 || (exponent >= -4 && exponent < largest)) {
      return plain.toPlainString();
    }
    String text = String.format(Locale.ROOT, "%." + (plain.precision() - 1) + "e", plain);
    return letter == 'G' ? text.toUpperCase(Locale.ROOT) : text;
  }
}
