package io.drydock.composefile.canonical;

import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.core.DrydockException;
import io.drydock.core.Durations;
import io.drydock.core.Sizes;
import java.math.BigDecimal;
import java.util.Locale;

/** The types of single values. */
enum ScalarType {
  /** Any text; numbers and flags are written out. */
  TEXT("a string") {
    @Override
    Object read(YamlScalar scalar) {
      return scalar.asText();
    }

    @Override
    boolean isZero(String text) {
      return text.isEmpty();
    }
  },
  FLAG("a boolean") {
    @Override
    Object read(YamlScalar scalar) {
      return switch (scalar.asText().toLowerCase(Locale.ROOT)) {
        case "true", "y", "yes", "on", "1" -> true;
        case "false", "n", "no", "off", "0" -> false;
        default -> throw new IllegalArgumentException();
      };
    }

    @Override
    boolean isZero(String text) {
      return text.equals("false");
    }
  },
  /** A flag that is set where nothing is said. */
  OPT_OUT("a boolean") {
    @Override
    Object read(YamlScalar scalar) {
      return FLAG.read(scalar);
    }

    @Override
    boolean isZero(String text) {
      return text.equals("true");
    }
  },
  WHOLE("an integer") {
    @Override
    Object read(YamlScalar scalar) {
      if (scalar.value() instanceof Number number && !(number instanceof Double)) {
        return number.longValue();
      }
      try {
        return new BigDecimal(scalar.asText()).longValueExact();
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    boolean isZero(String text) {
      return text.equals("0");
    }
  },
  /** A number with 32 bits of precision. */
  DECIMAL("a number") {
    @Override
    Object read(YamlScalar scalar) {
      double value = Numbers.single(Double.parseDouble(scalar.asText()));
      return value == Math.rint(value) && Math.abs(value) < 1e6 ? (Object) (long) value : value;
    }

    @Override
    boolean isZero(String text) {
      return text.equals("0");
    }
  },
  /** A number of bytes, or -1; written as a string. */
  BYTES("a size, such as 512m") {
    @Override
    Object read(YamlScalar scalar) {
      String text = scalar.asText();
      try {
        return text.startsWith("-")
            ? Long.toString(Long.parseLong(text))
            : Long.toString(Sizes.parse(text));
      } catch (DrydockException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    boolean isZero(String text) {
      return text.equals("0");
    }
  },
  DURATION("a duration, such as 1m30s") {
    @Override
    Object read(YamlScalar scalar) {
      try {
        return Durations.format(LongDurations.parse(scalar.asText()));
      } catch (DrydockException | ArithmeticException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    boolean isZero(String text) {
      return text.equals("0s");
    }
  },
  /** Permission bits; a string is octal, and the canonical form is one. */
  MODE("permission bits in octal, such as \"0440\"") {
    @Override
    Object read(YamlScalar scalar) {
      long bits =
          scalar.value() instanceof Long number ? number : Long.parseLong(scalar.asText(), 8);
      return "0" + Long.toOctalString(bits);
    }

    @Override
    boolean isZero(String text) {
      return false;
    }
  },
  /** A number of devices; {@code all} is -1. */
  COUNT("an integer or \"all\"") {
    @Override
    Object read(YamlScalar scalar) {
      return scalar.isString("all") ? (Object) Long.valueOf(-1) : WHOLE.read(scalar);
    }

    @Override
    boolean isZero(String text) {
      return text.equals("0");
    }
  };

  private final String description;

  ScalarType(String description) {
    this.description = description;
  }

  /** As an error calls it, with its article. */
  String description() {
    return description;
  }

  /**
   * The canonical value of a scalar that is not null.
   *
   * @throws IllegalArgumentException when it is no such value
   */
  abstract Object read(YamlScalar scalar);

  /** Whether the canonical value says no more than its absence does. */
  abstract boolean isZero(String text);
}
