package io.drydock.buildkit.grpc;

import io.drydock.core.DrydockException;
import java.util.ArrayList;
import java.util.List;

/** A gRPC call ended with a code other than OK. */
public final class GrpcException extends DrydockException {
  private static final long serialVersionUID = 1;

  private final Code code;
  private final ArrayList<byte[]> details;

  public GrpcException(Code code, String message) {
    super(code.kind(), message);
    this.code = code;
    this.details = new ArrayList<>();
  }

  public GrpcException(Code code, String message, Throwable cause) {
    super(code.kind(), message, cause);
    this.code = code;
    this.details = new ArrayList<>();
  }

  private GrpcException(GrpcException other, List<byte[]> details) {
    super(other.kind(), other.getMessage(), other);
    this.code = other.code;
    this.details = new ArrayList<>(details);
  }

  /**
   * The same failure with more for programs.
   *
   * @param more messages of {@code google.protobuf.Any}
   */
  public GrpcException withDetails(List<byte[]> more) {
    return new GrpcException(this, more);
  }

  public Code code() {
    return code;
  }

  /** What is said for programs beside the message: encoded {@code google.protobuf.Any}s. */
  public List<byte[]> details() {
    return List.copyOf(details);
  }

  /** What the other side is told of an error. */
  public static GrpcException of(Throwable error) {
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
