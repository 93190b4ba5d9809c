package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import org.jspecify.annotations.Nullable;

/** A command that is not there (exit code 127) or cannot be executed (126). */
public final class CommandStartException extends DrydockException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  CommandStartException(int exitCode, String message) {
    this(exitCode, message, null, null, null);
  }

  private CommandStartException(
      int exitCode,
      String message,
      @Nullable SourceLocation location,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(ErrorKind.STEP_FAILED, message, location, hint, cause);
    this.exitCode = exitCode;
  }

  /** What a shell would have reported. */
  public int exitCode() {
    return exitCode;
  }

  @Override
  protected DrydockException copy(@Nullable SourceLocation place, @Nullable String advice) {
    var same = new CommandStartException(exitCode, getMessage(), place, advice, getCause());
    same.setStackTrace(getStackTrace());
    return same;
  }
}
