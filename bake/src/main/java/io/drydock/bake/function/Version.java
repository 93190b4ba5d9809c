package io.drydock.bake.function;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version (semver.org 2.0); missing parts are zero, and it may begin with {@code v}.
 *
 * @param parts of {@code MAJOR.MINOR.PATCH} that are written, one to three
 * @param preRelease what stands behind the dash, without build metadata; empty for a release
 */
record Version(List<BigInteger> parts, String preRelease) implements Comparable<Version> {
  private static final Pattern FORM =
      Pattern.compile(
          "v?(\\d{1,20})(?:\\.(\\d{1,20}))?(?:\\.(\\d{1,20}))?(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

  Version {
    parts = List.copyOf(parts);
  }

  static Version parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw Signature.invalid("\"" + text + "\" is no semantic version");
    }
    var parts = new ArrayList<BigInteger>();
    for (int i = 1; i <= 3 && matcher.group(i) != null; i++) {
      parts.add(new BigInteger(matcher.group(i)));
    }
    String preRelease = matcher.group(4);
    return new Version(parts, preRelease == null ? "" : preRelease);
  }

  static Version of(BigInteger major, BigInteger minor, BigInteger patch) {
    return new Version(List.of(major, minor, patch), "");
  }

  BigInteger part(int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < 3; i++) {
      int order = part(i).compareTo(other.part(i));
      if (order != 0) {
        return order;
      }
    }
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
    }
    return comparePreReleases(preRelease.split("\\.", -1), other.preRelease.split("\\.", -1));
  }

  private static int comparePreReleases(String[] one, String[] other) {
    for (int i = 0; i < Math.min(one.length, other.length); i++) {
      boolean numeric = isNumber(one[i]);
      boolean otherNumeric = isNumber(other[i]);
      int order =
          numeric && otherNumeric
              ? new BigInteger(one[i]).compareTo(new BigInteger(other[i]))
              : numeric != otherNumeric ? (numeric ? -1 : 1) : one[i].compareTo(other[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.length, other.length);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
