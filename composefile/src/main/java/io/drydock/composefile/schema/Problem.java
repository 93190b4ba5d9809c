package io.drydock.composefile.schema;

import io.drydock.composefile.yaml.YamlPath;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;

/**
 * Something in a Compose file that does not belong where it stands.
 *
 * @param path the value
 * @param location where the value, or the key that has no place, stands
 * @param message what is wrong, without the path
 * @param hint what to do, as one sentence, or empty
 */
public record Problem(YamlPath path, SourceLocation location, String message, String hint) {
  /** The error that reports it. */
  public DrydockException asError() {
    var error = new DrydockException(ErrorKind.INVALID, toString()).at(location);
    return hint.isEmpty() ? error : error.withHint(hint);
  }

  /** Path and message. */
  @Override
  public String toString() {
    return path.steps().isEmpty() ? message : path + " " + message;
  }
}
