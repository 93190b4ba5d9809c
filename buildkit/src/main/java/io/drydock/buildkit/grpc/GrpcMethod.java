package io.drydock.buildkit.grpc;

/** A method that clients may call. */
@FunctionalInterface
public interface GrpcMethod {
  /**
   * Serves one call, on a thread of its own that is interrupted when the caller gives up; the call
   * ends when it returns.
   *
   * @throws io.drydock.core.DrydockException what the caller is told
   */
  void serve(GrpcStream stream) throws InterruptedException;

  /** A method of one message each way. */
  static GrpcMethod unary(Unary method) {
    return stream -> {
      byte[] request = stream.receiveOne();
      stream.send(method.answer(request, stream.metadata()));
    };
  }

  /** Answers one message with another. */
  @FunctionalInterface
  interface Unary {
    byte[] answer(byte[] request, Metadata metadata) throws InterruptedException;
  }
}
