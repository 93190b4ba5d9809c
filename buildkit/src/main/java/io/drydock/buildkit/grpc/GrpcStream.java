package io.drydock.buildkit.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.util.List;
import java.util.Optional;

/**
 * One call, seen from either end: messages in and out. Calls block the (virtual) thread that makes
 * them; one thread may receive while another sends.
 */
public final class GrpcStream implements AutoCloseable {
  private final Http2StreamChannel channel;
  private final Inbox inbox;
  private boolean headersSent;
  private volatile boolean ended;

  GrpcStream(Http2StreamChannel channel, Inbox inbox) {
    this.channel = channel;
    this.inbox = inbox;
  }

  /** What the caller said with the call. */
  public Metadata metadata() {
    return inbox.metadata();
  }

  /**
   * The next message; empty when the other side has sent its last one.
   *
   * @throws GrpcException as which the other side, or a lost connection, ended the call
   * @throws InterruptedException when the call was cancelled here
   */
  public Optional<byte[]> receive() throws InterruptedException {
    return inbox.take();
  }

  /** The only message of the other side. */
  public byte[] receiveOne() throws InterruptedException {
    byte[] message =
        receive().orElseThrow(() -> new GrpcException(Code.INTERNAL, "the call has no message"));
    if (receive().isPresent()) {
      throw new GrpcException(Code.INTERNAL, "the call has more than one message");
    }
    return message;
  }

  /** Sends a message; waits while the other side does not take what was sent before. */
  public void send(byte[] message) throws InterruptedException {
    sendHeaders();
    ByteBuf frame = channel.alloc().buffer(Inbox.PREFIX + message.length);
    frame.writeByte(0).writeInt(message.length).writeBytes(message);
    settle(channel.writeAndFlush(new DefaultHttp2DataFrame(frame, false)));
  }

  private void settle(ChannelFuture write) throws InterruptedException {
    if (!channel.isWritable()) {
      write.await();
    }
    if (write.isDone() && !write.isSuccess()) {
      throw inbox
          .failure()
          .orElseGet(
              () -> new GrpcException(Code.UNAVAILABLE, "the connection is lost", write.cause()));
    }
  }

  /** Says that no more messages follow: the caller's way to end. */
  public void closeSending() {
    var _ = channel.writeAndFlush(new DefaultHttp2DataFrame(true));
  }

  private synchronized void sendHeaders() {
    if (!headersSent && channel.parent() != null && inbox.isServer()) {
      headersSent = true;
      var _ = channel.write(new DefaultHttp2HeadersFrame(responseHeaders(), false));
    }
  }

  private static DefaultHttp2Headers responseHeaders() {
    var headers = new DefaultHttp2Headers();
    headers.status("200").add("content-type", "application/grpc");
    return headers;
  }

  /** Ends the call from the side that was called. */
  void end(Code code, String message) {
    end(code, message, List.of());
  }

  /**
   * Ends the call from the side that was called.
   *
   * @param details as {@link GrpcException#details}
   */
  synchronized void end(Code code, String message, List<byte[]> details) {
    if (ended) {
      return;
    }
    ended = true;
    DefaultHttp2Headers trailers = headersSent ? new DefaultHttp2Headers() : responseHeaders();
    trailers.add("grpc-status", String.valueOf(code.number()));
    if (!message.isEmpty()) {
      trailers.add("grpc-message", PercentText.encode(message));
    }
    if (!details.isEmpty()) {
      trailers.add(StatusDetails.TRAILER, StatusDetails.encode(code, message, details));
    }
    var _ = channel.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true));
  }

  /** Cancels the call, unless it has ended. */
  @Override
  public void close() {
    if (!inbox.isServer() && !inbox.isEnded() && channel.isActive()) {
      var _ = channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
    }
  }
}
