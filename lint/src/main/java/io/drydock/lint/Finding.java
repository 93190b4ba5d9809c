package io.drydock.lint;

import io.drydock.core.SourceLocation;
import java.util.Optional;

/**
 * One place where a file breaks a rule.
 *
 * @param rule with the severity that counts here
 * @param message what is wrong at this place, as one line
 * @param edit mends it, where that can be done safely
 */
public record Finding(Rule rule, SourceLocation location, String message, Optional<Edit> edit) {

  /** The same finding where a configuration gives its rule another severity. */
  Finding withSeverity(Severity severity) {
    return new Finding(rule.withSeverity(severity), location, message, edit);
  }

  /** The same finding with another way to mend it. */
  Finding withEdit(Optional<Edit> other) {
    return new Finding(rule, location, message, other);
  }
}
