package io.drydock.buildkit.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Calls methods over HTTP/2 on a channel that somebody else opened. */
public final class GrpcClient implements AutoCloseable {
  private final Channel channel;

  private GrpcClient(Channel channel) {
    this.channel = channel;
  }

  /**
   * Speaks HTTP/2 on the channel from now on, as its client. Called on the channel's event loop,
   * with nothing else in its pipeline that reads.
   */
  public static GrpcClient over(Channel channel) {
    channel
        .pipeline()
        .addLast(
            Connections.client(),
            new Connections.Widening(),
            new Http2MultiplexHandler(new RefusedStreams()));
    return new GrpcClient(channel);
  }

  /** Servers open no streams of their own. */
  @Sharable
  private static final class RefusedStreams extends ChannelInitializer<Http2StreamChannel> {
    @Override
    protected void initChannel(Http2StreamChannel stream) {
      var _ = stream.close();
    }
  }

  /**
   * Begins a call.
   *
   * @param path of the method: {@code /package.Service/Method}
   * @param timeout after which the other side gives up; empty for never
   * @throws GrpcException of code UNAVAILABLE when the connection is gone
   */
  public GrpcStream open(String path, Metadata metadata, Optional<Duration> timeout)
      throws InterruptedException {
    var inbox = new Inbox(false);
    Http2StreamChannel stream;
    try {
      stream = new Http2StreamChannelBootstrap(channel).handler(new Adding(inbox)).open().get();
    } catch (ExecutionException e) {
      throw new GrpcException(Code.UNAVAILABLE, "the connection is lost", e);
    }
    var headers = new DefaultHttp2Headers();
    headers.method("POST").scheme("http").path(path).authority("localhost");
    headers.add("content-type", "application/grpc").add("te", "trailers");
    timeout.ifPresent(each -> headers.add("grpc-timeout", GrpcTimeout.format(each)));
    metadata.addTo(headers);
    var _ = stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, false));
    return new GrpcStream(stream, inbox);
  }

  private static final class Adding extends ChannelInitializer<Http2StreamChannel> {
    private final ChannelInboundHandlerAdapter handler;

    Adding(ChannelInboundHandlerAdapter handler) {
      this.handler = handler;
    }

    @Override
    protected void initChannel(Http2StreamChannel stream) {
      stream.pipeline().addLast(handler);
    }
  }

  /** A call of one message each way. */
  public byte[] call(String path, byte[] request, Duration timeout) throws InterruptedException {
    try (GrpcStream stream = open(path, Metadata.EMPTY, Optional.of(timeout))) {
      stream.send(request);
      stream.closeSending();
      return stream.receiveOne();
    }
  }

  /** Whether the connection is still there. */
  public boolean isOpen() {
    return channel.isActive();
  }

  /** Does it when the connection ends, at once when it has. */
  public void onClose(Runnable work) {
    var _ = channel.closeFuture().addListener(_ -> work.run());
  }

  @Override
  public void close() {
    var _ = channel.close();
  }
}
