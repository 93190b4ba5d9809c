package io.drydock.dockerfile.check;

import io.drydock.core.SourceLocation;

/**
 * One place where a Dockerfile fails a check.
 *
 * @param detail what is wrong there
 */
public record BuildWarning(BuildCheck check, String detail, SourceLocation location) {

  /** Check, detail and line as one line, as docker lists it. */
  public String summary() {
    return check.title() + ": " + detail + " (line " + location.line() + ")";
  }
}
