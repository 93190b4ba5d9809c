package io.drydock.api.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells by a connection's first bytes whether the peer speaks HTTP/2 without asking, RFC 9113 3.4,
 * or HTTP/1.1, and installs what speaks that.
 */
final class Prelude extends ByteToMessageDecoder {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Duration patience;
  private final Supplier<ChannelHandler> http2;
  private final Consumer<ChannelPipeline> http1;
  private @Nullable Future<?> deadline;

  /**
   * @param patience with a peer that does not tell
   */
  Prelude(Duration patience, Supplier<ChannelHandler> http2, Consumer<ChannelPipeline> http1) {
    this.patience = patience;
    this.http2 = http2;
    this.http1 = http1;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    deadline = context.executor().schedule(() -> close(context), patience.toMillis(), MILLISECONDS);
    context.read();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what fails ends the channel too
  private static void close(ChannelHandlerContext context) {
    context.close();
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  /** Who says nothing more before it has told will never tell. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    super.userEventTriggered(context, event);
    if (event instanceof ChannelInputShutdownEvent && !context.isRemoved()) {
      close(context);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int length = Math.min(in.readableBytes(), PREFACE.length);
    for (int i = 0; i < length; i++) {
      if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
        http1.accept(context.pipeline());
        context.pipeline().remove(this);
        return;
      }
    }
    if (length == PREFACE.length) {
      ChannelConfig config = context.channel().config();
      config.setAutoRead(true);
      // Its streams end by themselves; a peer that ends the connection's one side is gone.
      config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
      context.pipeline().addLast(http2.get());
      context.pipeline().remove(this);
    }
  }
}
