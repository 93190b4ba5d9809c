package io.drydock.linux.syscall;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A system call that the kernel refused, with its error number. */
public final class LinuxException extends DrydockException {
  private static final long serialVersionUID = 1;

  private final int errno;

  /**
   * @param action what was being done and on what, as in {@code mkdirat "/a/b"}
   * @param errno the positive error number
   */
  public LinuxException(String action, int errno) {
    this(kind(errno), action + ": " + describe(errno), null, null, null, errno);
  }

  private LinuxException(
      ErrorKind kind,
      String message,
      @Nullable SourceLocation location,
      @Nullable String hint,
      @Nullable Throwable cause,
      int errno) {
    super(kind, message, location, hint, cause);
    this.errno = errno;
  }

  /**
   * Loads all classes that an exception of this type needs, for a thread that is about to leave the
   * root in which classes are found. A class that cannot be loaded once stays so for good.
   */
  public static void load() {
    new LinuxException("", Errno.ENOENT.number()).errno().ifPresent(Errno::message);
  }

  /** The error, or empty for a number without a name. */
  public Optional<Errno> errno() {
    return Errno.of(errno);
  }

  public boolean is(Errno other) {
    return errno == other.number();
  }

  /** The text of an error number: {@code permission denied (EACCES)}. */
  public static String describe(int errno) {
    return Errno.of(errno)
        .map(known -> known.message() + " (" + known + ")")
        .orElseGet(() -> "error " + errno);
  }

  @Override
  protected DrydockException copy(@Nullable SourceLocation place, @Nullable String advice) {
    var same = new LinuxException(kind(), getMessage(), place, advice, getCause(), errno);
    same.setStackTrace(getStackTrace());
    return same;
  }

  private static ErrorKind kind(int number) {
    return Errno.of(number)
        .map(errno ->
            switch (errno) {
              case EPERM, EACCES, EROFS -> ErrorKind.FORBIDDEN;
              case ENOENT, ENOTDIR -> ErrorKind.NOT_FOUND;
              case EEXIST, ENOTEMPTY, EBUSY -> ErrorKind.CONFLICT;
              case ENOSPC, ENOMEM, EDQUOT, EMFILE, ENFILE -> ErrorKind.EXHAUSTED;
              case ENOSYS, EOPNOTSUPP -> ErrorKind.UNSUPPORTED;
              case EINVAL, ENAMETOOLONG, ELOOP, EXDEV -> ErrorKind.INVALID;
              default -> ErrorKind.INTERNAL;
            })
        .orElse(ErrorKind.INTERNAL);
  }
}
