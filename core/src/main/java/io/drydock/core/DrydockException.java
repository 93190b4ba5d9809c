package io.drydock.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception root: what went wrong, of which kind, where in the user's files, and what to
 * do.
 *
 * <p>Modules throw it as it is or subclass it to carry more; nothing else leaves a module's public
 * methods but for programming errors.
 */
public class DrydockException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorKind kind;
  private final transient @Nullable SourceLocation location;
  private final @Nullable String hint;

  public DrydockException(ErrorKind kind, String message) {
    this(kind, message, null, null, null);
  }

  public DrydockException(ErrorKind kind, String message, @Nullable Throwable cause) {
    this(kind, message, null, null, cause);
  }

  public DrydockException(
      ErrorKind kind,
      String message,
      @Nullable SourceLocation location,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.location = location;
    this.hint = hint;
  }

  public ErrorKind kind() {
    return kind;
  }

  /** The message; never null, unlike the overridden method's contract. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** The place in a user's file that the message is about. */
  public Optional<SourceLocation> location() {
    return Optional.ofNullable(location);
  }

  /** What the user can do about it, as one sentence. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** The same error with a place in a user's file, unless it already has one. */
  public DrydockException at(SourceLocation place) {
    return location != null ? this : copy(place, hint);
  }

  /** The same error with advice for the user. */
  public DrydockException withHint(String advice) {
    return copy(location, advice);
  }

  /** The same error with another place and advice; a subclass that carries more keeps that. */
  protected DrydockException copy(@Nullable SourceLocation place, @Nullable String advice) {
    var same = new DrydockException(kind, getMessage(), place, advice, getCause());
    same.setStackTrace(getStackTrace());
    return same;
  }
}
