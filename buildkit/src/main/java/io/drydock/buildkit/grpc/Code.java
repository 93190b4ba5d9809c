package io.drydock.buildkit.grpc;

import io.drydock.core.ErrorKind;

/** How a gRPC call ended; the ordinal is the number on the wire. */
public enum Code {
  OK,
  CANCELLED,
  UNKNOWN,
  INVALID_ARGUMENT,
  DEADLINE_EXCEEDED,
  NOT_FOUND,
  ALREADY_EXISTS,
  PERMISSION_DENIED,
  RESOURCE_EXHAUSTED,
  FAILED_PRECONDITION,
  ABORTED,
  OUT_OF_RANGE,
  UNIMPLEMENTED,
  INTERNAL,
  UNAVAILABLE,
  DATA_LOSS,
  UNAUTHENTICATED;

  private static final Code[] CODES = values();

  /** The code of that number; UNKNOWN for numbers that gRPC does not have. */
  public static Code of(int number) {
    return number >= 0 && number < CODES.length ? CODES[number] : UNKNOWN;
  }

  /**
   * The code that says an error of this kind to the other side. Most are UNKNOWN as with BuildKit:
   * clients put other codes' names before the message.
   */
  public static Code of(ErrorKind kind) {
    return switch (kind) {
      case CANCELLED -> CANCELLED;
      case UNSUPPORTED -> UNIMPLEMENTED;
      default -> UNKNOWN;
    };
  }

  /** The kind of error that the other side's code means here. */
  public ErrorKind kind() {
    return switch (this) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> ErrorKind.INVALID;
      case NOT_FOUND -> ErrorKind.NOT_FOUND;
      case ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED -> ErrorKind.CONFLICT;
      case PERMISSION_DENIED -> ErrorKind.FORBIDDEN;
      case UNAUTHENTICATED -> ErrorKind.UNAUTHORIZED;
      case RESOURCE_EXHAUSTED -> ErrorKind.EXHAUSTED;
      case UNIMPLEMENTED -> ErrorKind.UNSUPPORTED;
      case UNAVAILABLE, DEADLINE_EXCEEDED -> ErrorKind.UNAVAILABLE;
      case DATA_LOSS -> ErrorKind.CORRUPT;
      case CANCELLED -> ErrorKind.CANCELLED;
      case OK, UNKNOWN, INTERNAL -> ErrorKind.INTERNAL;
    };
  }
}
