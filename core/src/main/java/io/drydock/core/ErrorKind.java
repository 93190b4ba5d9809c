package io.drydock.core;

/**
 * What sort of thing went wrong. Each kind maps to the HTTP status the Engine API answers with and
 * to the exit code of the command line.
 */
public enum ErrorKind {
  /** The caller's input is wrong: a bad flag value, a syntax error, an invalid document. */
  INVALID(400, 1),
  /** The command line itself cannot be understood: an unknown flag or command. */
  USAGE(400, 125),
  /** What was named does not exist. */
  NOT_FOUND(404, 1),
  /** The request contradicts the present state: in use, already there. */
  CONFLICT(409, 1),
  /** Credentials are missing or wrong. */
  UNAUTHORIZED(401, 1),
  /** The other side, or the operating system, does not permit it. */
  FORBIDDEN(403, 1),
  /** A peer cannot be reached or answers that it can't serve now. */
  UNAVAILABLE(503, 1),
  /** Content differs from its digest, signature or declared size. */
  CORRUPT(500, 1),
  /** No space, no memory, too many files. */
  EXHAUSTED(507, 1),
  /** This host or this release cannot do it. */
  UNSUPPORTED(501, 1),
  /** A command that a build step ran did not succeed. */
  STEP_FAILED(500, 1),
  /** Stopped by the user or by a signal. */
  CANCELLED(499, 130),
  /** A fault of Drydock itself. */
  INTERNAL(500, 1);

  private final int httpStatus;
  private final int exitCode;

  ErrorKind(int httpStatus, int exitCode) {
    this.httpStatus = httpStatus;
    this.exitCode = exitCode;
  }

  public int httpStatus() {
    return httpStatus;
  }

  public int exitCode() {
    return exitCode;
  }
}
