package io.drydock.lint.hadolint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * License expressions of SPDX: identifiers, joined by {@code AND}, {@code OR} and {@code WITH}.
 *
 * <p>Which identifiers there are is read from {@code spdx-licenses.txt} beside this class.
 */
final class SpdxExpression {
  private static final Pattern REFERENCE =
      Pattern.compile("(documentref-[a-z0-9.-]+:)?licenseref-[a-z0-9.-]+");
  private static final Pattern EXCEPTION = Pattern.compile("[A-Za-z0-9.-]+");

  private final String[] tokens;
  private int position;

  private SpdxExpression(String text) {
    tokens = text.replace("(", " ( ").replace(")", " ) ").strip().split("\\s+");
  }

  static boolean isValid(String text) {
    if (text.length() > 1_000) {
      return false;
    }
    var expression = new SpdxExpression(text);
    return expression.any() && expression.position == expression.tokens.length;
  }

  private boolean any() {
    boolean valid = one();
    while (valid && (take("AND") || take("OR"))) {
      valid = one();
    }
    return valid;
  }

  private boolean one() {
    if (take("(")) {
      return any() && take(")");
    }
    if (position == tokens.length || !isLicense(tokens[position++])) {
      return false;
    }
    return !take("WITH")
        || (position < tokens.length && EXCEPTION.matcher(tokens[position++]).matches());
  }

  private boolean take(String token) {
    boolean found = position < tokens.length && tokens[position].equals(token);
    position += found ? 1 : 0;
    return found;
  }

  private static boolean isLicense(String token) {
    String lower = token.toLowerCase(Locale.ROOT);
    String plain = lower.endsWith("+") ? lower.substring(0, lower.length() - 1) : lower;
    return Licenses.KNOWN.contains(lower)
        || Licenses.KNOWN.contains(plain)
        || REFERENCE.matcher(lower).matches();
  }

  /** Read when the first license is judged. */
  private static final class Licenses {
    private static final Set<String> KNOWN = read();

    private static Set<String> read() {
      try (InputStream in =
          Objects.requireNonNull(
              SpdxExpression.class.getResourceAsStream("spdx-licenses.txt"), "the license list")) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(each -> each.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
