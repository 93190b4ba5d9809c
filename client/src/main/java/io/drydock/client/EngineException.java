package io.drydock.client;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import org.jspecify.annotations.Nullable;

/** An engine's refusal of a request, in the engine's words. */
public final class EngineException extends DrydockException {
  private static final long serialVersionUID = 1;

  private final int status;

  EngineException(int status, String message) {
    this(status, message, null, null);
  }

  private EngineException(
      int status, String message, @Nullable SourceLocation place, @Nullable String advice) {
    super(kind(status), message, place, advice, null);
    this.status = status;
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  private static ErrorKind kind(int status) {
    return switch (status) {
      case 400 -> ErrorKind.INVALID;
      case 401 -> ErrorKind.UNAUTHORIZED;
      case 403 -> ErrorKind.FORBIDDEN;
      case 404 -> ErrorKind.NOT_FOUND;
      case 409 -> ErrorKind.CONFLICT;
      case 501 -> ErrorKind.UNSUPPORTED;
      case 503 -> ErrorKind.UNAVAILABLE;
      default -> ErrorKind.INTERNAL;
    };
  }

  @Override
  protected DrydockException copy(@Nullable SourceLocation place, @Nullable String advice) {
    return new EngineException(status, getMessage(), place, advice);
  }
}
