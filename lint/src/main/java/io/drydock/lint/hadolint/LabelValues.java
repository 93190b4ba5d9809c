package io.drydock.lint.hadolint;

import io.drydock.lint.LabelType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether the value of a label is what a label schema asks for. */
final class LabelValues {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7}|[0-9a-f]{40}|[0-9a-f]{64}");
  private static final String IDENTIFIER = "(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern VERSION =
      Pattern.compile(
          "(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)"
              + ("(-" + IDENTIFIER + "(\\." + IDENTIFIER + ")*)?")
              + "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String HOST_PART = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "("
              + ATOM
              + "(\\."
              + ATOM
              + ")*|\"[^\"]+\")@("
              + HOST_PART
              + "(\\."
              + HOST_PART
              + ")*|\\[[0-9A-Za-z.:]+\\])");
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})");

  /** Far beyond any real value; the patterns need stack by the length of what they match. */
  private static final int LONGEST = 1_000;

  private LabelValues() {}

  static boolean conforms(LabelType type, String value) {
    if (type != LabelType.TEXT && value.length() > LONGEST) {
      return false;
    }
    return switch (type) {
      case TEXT -> true;
      case URL -> isUrl(value);
      case SEMVER -> VERSION.matcher(value).matches();
      case HASH -> COMMIT.matcher(value.toLowerCase(Locale.ROOT)).matches();
      case RFC3339 -> isTime(value);
      case SPDX -> SpdxExpression.isValid(value);
      case EMAIL -> ADDRESS.matcher(value).matches();
    };
  }

  private static boolean isUrl(String value) {
    try {
      return new URI(value).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isTime(String value) {
    if (!TIME.matcher(value).matches()) {
      return false;
    }
    try {
      String iso = value.toUpperCase(Locale.ROOT).replace(' ', 'T');
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(iso);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
