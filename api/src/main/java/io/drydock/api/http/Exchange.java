package io.drydock.api.http;

import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request and its answer. Each runs on a virtual thread of its own, so everything here may
 * block; it is not for use by several threads at once, but for {@link #onAbort}.
 */
public interface Exchange {
  /** In capitals, as {@code GET}. */
  String method();

  /** The target as it was sent: path and query, percent-encoded. */
  String target();

  /** The header's first value. */
  Optional<String> header(String name);

  /** All values of the header. */
  List<String> headers(String name);

  /**
   * The request's body as it arrives: reading waits for the peer, and what is not read holds the
   * peer up. Empty when the request has none. A peer that waits for {@code 100 Continue} gets it by
   * the first read.
   */
  InputStream body();

  /** Answers with these bytes; a request for {@code HEAD} gets their length only. */
  void answer(int status, Map<String, String> headers, byte[] body) throws IOException;

  /**
   * Answers with what is written to the stream, whose end is its {@code close}. Writing waits while
   * the peer is slow. Each write is sent at once.
   */
  OutputStream stream(int status, Map<String, String> headers) throws IOException;

  /** Whether an answer's head has been sent; then no other can follow. */
  boolean answered();

  /** The status of the answer whose head has been sent; 0 before. */
  int status();

  /**
   * Takes the connection over for raw bytes, each way closed on its own, after an answer of 101
   * when the peer asked for an upgrade, else of 200. The request's body must have been read.
   *
   * @param headers as the media type of the bytes
   */
  Hijacked hijack(Map<String, String> headers) throws IOException;

  /**
   * Takes the connection over for another protocol, after an answer of 101, and gives what arrives
   * as buffers to the handler, which from then on is the connection's only one and its owner. The
   * channel then reads on its own, so the protocol must have a flow control.
   */
  void upgrade(String protocol, ChannelHandler handler) throws IOException;

  /**
   * Runs the task once, on a virtual thread, when the peer leaves before the answer has ended; at
   * once when it already has.
   */
  void onAbort(Runnable task);

  /** Whether the peer has left. */
  boolean aborted();
}
