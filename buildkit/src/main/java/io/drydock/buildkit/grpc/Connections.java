package io.drydock.buildkit.grpc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;

/** How both roles set their connections up. */
final class Connections {
  /** Bytes that one stream may have under way: what a fast local sender fills. */
  private static final int STREAM_WINDOW = 1 << 20;

  /** Bytes that all streams together may have under way. */
  private static final int CONNECTION_WINDOW = 16 << 20;

  private static final int STANDARD_WINDOW = 65_535;

  private Connections() {}

  static Http2FrameCodec server() {
    return Http2FrameCodecBuilder.forServer().initialSettings(settings()).build();
  }

  static Http2FrameCodec client() {
    return Http2FrameCodecBuilder.forClient()
        .initialSettings(settings().pushEnabled(false))
        .build();
  }

  private static Http2Settings settings() {
    return new Http2Settings().initialWindowSize(STREAM_WINDOW).maxHeaderListSize(1 << 20);
  }

  /**
   * Lets the connection have more under way than one stream, once it is open: before, HTTP/2's
   * handler would count on more than it could tell the other side.
   */
  static final class Widening extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      if (context.channel().isActive()) {
        widen(context);
      }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      widen(context);
      context.fireChannelActive();
    }

    private static void widen(ChannelHandlerContext context) {
      var _ =
          context.writeAndFlush(
              new DefaultHttp2WindowUpdateFrame(CONNECTION_WINDOW - STANDARD_WINDOW));
    }
  }
}
