package io.drydock.buildkit.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What arrives on one stream, cut into messages. Takes no more from the connection than is waiting
 * to be received, so that the sender is held back by HTTP/2's flow control.
 */
class Inbox extends ChannelInboundHandlerAdapter {
  /** Compression flag and length in front of each message. */
  static final int PREFIX = 5;

  /** The longest message taken: BuildKit's own limit. */
  private static final int MAX_MESSAGE = 16 << 20;

  /** Bytes of waiting messages from which on nothing more is read. */
  private static final int ENOUGH = 256 << 10;

  private final boolean server;
  private final Deque<byte[]> messages = new ArrayDeque<>();
  private Metadata metadata = Metadata.EMPTY;
  private long waiting;
  private boolean ended;
  private boolean reading = true;
  private @Nullable GrpcException failure;
  private @Nullable Channel channel;
  private @Nullable CompositeByteBuf partial;

  Inbox(boolean server) {
    this.server = server;
  }

  boolean isServer() {
    return server;
  }

  synchronized Metadata metadata() {
    return metadata;
  }

  synchronized boolean isEnded() {
    return ended;
  }

  /** As what the call has failed, if it has. */
  synchronized Optional<GrpcException> failure() {
    return Optional.ofNullable(failure);
  }

  synchronized Optional<byte[]> take() throws InterruptedException {
    while (messages.isEmpty() && !ended) {
      wait();
    }
    byte[] message = messages.poll();
    if (message == null) {
      if (failure != null) {
        throw new GrpcException(failure.code(), failure.getMessage(), failure)
            .withDetails(failure.details());
      }
      return Optional.empty();
    }
    waiting -= message.length;
    if (!reading && waiting < ENOUGH && channel != null) {
      reading = true;
      channel.read();
    }
    return Optional.of(message);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    synchronized (this) {
      channel = context.channel();
      partial = context.alloc().compositeBuffer(1024);
    }
    context.channel().config().setAutoRead(false);
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    try {
      if (frame instanceof Http2HeadersFrame headers) {
        headers(headers);
      } else if (frame instanceof Http2DataFrame data) {
        add(data.content().retain());
        if (data.isEndStream()) {
          end(null);
        }
      } else if (frame instanceof Http2ResetFrame) {
        end(new GrpcException(Code.CANCELLED, "the call was cancelled by the other side"));
        cancelled();
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  private void headers(Http2HeadersFrame frame) {
    Http2Headers headers = frame.headers();
    if (server) {
      synchronized (this) {
        metadata = Metadata.of(headers);
      }
      called(headers);
    }
    if (frame.isEndStream()) {
      end(server ? null : status(headers));
    }
  }

  /** The failure that the trailers tell of. */
  private static @Nullable GrpcException status(Http2Headers trailers) {
    CharSequence number = trailers.get("grpc-status");
    if (number == null) {
      CharSequence http = trailers.status();
      return new GrpcException(Code.UNKNOWN, "the other side answered with HTTP status " + http);
    }
    Code code;
    try {
      code = Code.of(Integer.parseInt(number.toString()));
    } catch (NumberFormatException e) {
      code = Code.UNKNOWN;
    }
    if (code == Code.OK) {
      return null;
    }
    CharSequence message = trailers.get("grpc-message");
    var told =
        new GrpcException(code, message == null ? "" : PercentText.decode(message.toString()));
    CharSequence details = trailers.get(StatusDetails.TRAILER);
    return details == null ? told : told.withDetails(StatusDetails.decode(details.toString()));
  }

  /** The caller's headers are there. */
  void called(Http2Headers headers) {}

  /** The other side has no more interest in the call. */
  void cancelled() {}

  private void add(ByteBuf bytes) {
    CompositeByteBuf all = partial;
    if (all == null) {
      bytes.release();
      return;
    }
    all.addComponent(true, bytes);
    while (all.readableBytes() >= PREFIX) {
      int length = all.getInt(all.readerIndex() + 1);
      if (all.getByte(all.readerIndex()) != 0 || length < 0 || length > MAX_MESSAGE) {
        refuse(length);
        return;
      }
      if (all.readableBytes() < PREFIX + length) {
        break;
      }
      all.skipBytes(PREFIX);
      byte[] message = new byte[length];
      all.readBytes(message);
      put(message);
    }
    all.discardReadComponents();
  }

  private void refuse(int length) {
    end(
        length > MAX_MESSAGE || length < 0
            ? new GrpcException(Code.RESOURCE_EXHAUSTED, "a message is longer than 16 MiB")
            : new GrpcException(Code.UNIMPLEMENTED, "compressed messages are not understood"));
    release();
  }

  private synchronized void put(byte[] message) {
    messages.add(message);
    waiting += message.length;
    notifyAll();
  }

  private synchronized void end(@Nullable GrpcException error) {
    if (!ended) {
      ended = true;
      failure = error;
      notifyAll();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    synchronized (this) {
      reading = waiting < ENOUGH;
    }
    if (reading) {
      context.read();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame) {
      end(new GrpcException(Code.CANCELLED, "the call was cancelled by the other side"));
      cancelled();
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!isEnded() || server) {
      end(new GrpcException(Code.UNAVAILABLE, "the connection is lost"));
      cancelled();
    }
    release();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(new GrpcException(Code.UNAVAILABLE, "the connection failed: " + cause, cause));
    cancelled();
    var _ = context.close();
  }

  private void release() {
    CompositeByteBuf all = partial;
    partial = null;
    if (all != null) {
      all.release();
    }
  }
}
