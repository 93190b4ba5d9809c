package io.drydock.lint;

import java.util.Locale;
import java.util.Optional;

/** How much a finding matters, the worst first. */
public enum Severity {
  ERROR,
  WARNING,
  INFO,
  STYLE,
  /** Not reported, unless a configuration gives the rule another severity. */
  NONE;

  /** The severity of that name, in any casing; {@code ignore} is another word for none. */
  public static Optional<Severity> parse(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Severity each : values()) {
      if (each.toString().equals(lower)) {
        return Optional.of(each);
      }
    }
    return lower.equals("ignore") ? Optional.of(NONE) : Optional.empty();
  }

  /** Whether something of this severity is as bad as the other or worse. */
  public boolean reaches(Severity threshold) {
    return this != NONE && compareTo(threshold) <= 0;
  }

  /** The name as configurations and reports write it: {@code warning}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
