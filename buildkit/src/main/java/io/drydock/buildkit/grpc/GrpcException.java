package io.drydock.buildkit.grpc;

import io.drydock.core.DrydockException;

/** A gRPC call ended with a code other than OK. */
public final class GrpcException extends DrydockException {
  private static final long serialVersionUID = 1;

  private final Code code;

  public GrpcException(Code code, String message) {
    super(code.kind(), message);
    this.code = code;
  }

  public GrpcException(Code code, String message, Throwable cause) {
    super(code.kind(), message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /** What the other side is told of an error. */
  static GrpcException of(Throwable error) {
    if (error instanceof GrpcException grpc) {
      return grpc;
    }
    if (error instanceof InterruptedException) {
      return new GrpcException(Code.CANCELLED, "context canceled", error);
    }
    if (error instanceof DrydockException known) {
      String hint = known.hint().map(each -> "\n" + each).orElse("");
      return new GrpcException(Code.of(known.kind()), known.getMessage() + hint, known);
    }
    return new GrpcException(Code.INTERNAL, String.valueOf(error), error);
  }
}
