package io.drydock.buildkit.session;

import io.drydock.buildkit.grpc.Code;
import io.drydock.buildkit.grpc.GrpcClient;
import io.drydock.buildkit.grpc.GrpcException;
import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.grpc.Metadata;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A client that wants builds and answers the builder's questions while they run. */
public final class ClientSession {
  /** How long a client may take to answer what needs nobody to type. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SessionHello hello;
  private final GrpcClient client;

  ClientSession(SessionHello hello, GrpcClient client) {
    this.hello = hello;
    this.client = client;
  }

  public String id() {
    return hello.id();
  }

  /** What stays the same for all sessions with one context; may be empty. */
  public String sharedKey() {
    return hello.sharedKey();
  }

  /** Whether the client said that it serves the method. */
  boolean offers(String method) {
    return hello.methods().contains(method.toLowerCase(java.util.Locale.ROOT))
        || hello.methods().isEmpty();
  }

  /** One question, one answer. */
  byte[] ask(String method, byte[] request) {
    try {
      return client.call(method, request, PATIENCE);
    } catch (InterruptedException e) {
      throw cancelled(e);
    }
  }

  /**
   * As {@link #ask}; empty when the client serves no such method or does not know what is asked.
   */
  Optional<byte[]> askIfKnown(String method, byte[] request) {
    if (!offers(method)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ask(method, request));
    } catch (GrpcException e) {
      if (e.code() == Code.NOT_FOUND || e.code() == Code.UNIMPLEMENTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Begins a call that goes on. */
  GrpcStream open(String method, Metadata metadata) {
    try {
      return client.open(method, metadata, Optional.empty());
    } catch (InterruptedException e) {
      throw cancelled(e);
    }
  }

  GrpcStream open(String method, Map<String, String> metadata) {
    return open(method, Metadata.of(metadata));
  }

  /** Does it when the client is gone, at once when it is. */
  public void onClose(Runnable work) {
    client.onClose(work);
  }

  void close() {
    client.close();
  }

  static DrydockException cancelled(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DrydockException(ErrorKind.CANCELLED, "context canceled", e);
  }
}
