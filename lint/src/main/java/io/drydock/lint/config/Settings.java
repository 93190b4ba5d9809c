package io.drydock.lint.config;

import io.drydock.lint.Configuration;
import io.drydock.lint.Severity;
import java.util.Optional;

/**
 * What configuration files set.
 *
 * @param failOn the least severity that makes the command fail, where one is set
 * @param noFail whether findings never make the command fail
 * @param format of the report, where one is set
 */
public record Settings(
    Configuration rules, Optional<Severity> failOn, boolean noFail, Optional<String> format) {
  public static final Settings DEFAULT =
      new Settings(Configuration.DEFAULT, Optional.empty(), false, Optional.empty());
}
