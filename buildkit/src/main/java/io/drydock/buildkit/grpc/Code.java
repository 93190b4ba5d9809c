package io.drydock.buildkit.grpc;

import io.drydock.core.ErrorKind;

/** How a gRPC call ended. */
public enum Code {
  OK(0),
  CANCELLED(1),
  UNKNOWN(2),
  INVALID_ARGUMENT(3),
  DEADLINE_EXCEEDED(4),
  NOT_FOUND(5),
  ALREADY_EXISTS(6),
  PERMISSION_DENIED(7),
  RESOURCE_EXHAUSTED(8),
  FAILED_PRECONDITION(9),
  ABORTED(10),
  OUT_OF_RANGE(11),
  UNIMPLEMENTED(12),
  INTERNAL(13),
  UNAVAILABLE(14),
  DATA_LOSS(15),
  UNAUTHENTICATED(16);

  private static final Code[] CODES = values();

  private final int number;

  Code(int number) {
    this.number = number;
  }

  /** As it is on the wire. */
  int number() {
    return number;
  }

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
