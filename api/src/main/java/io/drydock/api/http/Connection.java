package io.drydock.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.EOFException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection: takes its requests one after the other and runs the handler for each. All methods
 * but those that say otherwise run on the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails ends the channel, which is seen
final class Connection extends ChannelInboundHandlerAdapter {
  /** What a peer may still send when nobody reads its body any more. */
  private static final long MOST_DISCARDED = 1 << 20;

  private static final Duration LINGER = Duration.ofSeconds(2);

  private final HttpLimits limits;
  private final Handler handler;
  private final RequestDecoder decoder;
  private final HttpResponseEncoder encoder = new HttpResponseEncoder();
  private final Outflow.Signal writable = new Outflow.Signal();
  private @Nullable ChannelHandlerContext context;
  private @Nullable NettyExchange exchange;
  private @Nullable Inflow inflow;
  private @Nullable Future<?> deadline;
  private Phase phase = Phase.HEAD;
  private boolean inputClosed;
  private long discarded;

  private enum Phase {
    /** A request is awaited. */
    HEAD,
    /** A request is answered; its body may still be arriving. */
    ANSWER,
    /** The answer has ended before the request's body: the rest is thrown away. */
    DRAIN,
    /** The connection carries raw bytes. */
    RAW,
    /** The last answer is out; the peer's bytes are ignored until it has read that. */
    LINGER
  }

  Connection(HttpLimits limits, Handler handler) {
    this.limits = limits;
    this.handler = handler;
    this.decoder = new RequestDecoder(limits, () -> await(limits.headTime(), true));
  }

  void install(ChannelPipeline pipeline) {
    pipeline.addLast(decoder, encoder, this);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    await(limits.idleTime(), false);
  }

  private ChannelHandlerContext context() {
    return java.util.Objects.requireNonNull(context, "a handler in no pipeline");
  }

  private void await(Duration time, boolean answer) {
    cancelDeadline();
    deadline =
        context()
            .executor()
            .schedule(
                () -> {
                  if (answer) {
                    refuse(HttpResponseStatus.REQUEST_TIMEOUT, "the request's head took too long");
                  } else {
                    context().close();
                  }
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext unused, Object message) {
    if (message instanceof ByteBuf buffer) {
      raw(buffer);
    } else if (phase == Phase.LINGER) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpRequest request) {
      head(request);
    } else if (message instanceof HttpContent content) {
      body(content);
    }
  }

  private void raw(ByteBuf buffer) {
    if (phase == Phase.RAW && inflow != null) {
      inflow.offer(buffer);
    } else {
      buffer.release();
    }
  }

  private void head(HttpRequest request) {
    cancelDeadline();
    if (request.decoderResult().isFailure()) {
      Refusal refusal = Refusal.of(request.decoderResult().cause());
      refuse(refusal.status(), refusal.message());
      return;
    }
    if (request.protocolVersion().majorVersion() != 1) {
      refuse(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "only HTTP/1.1 can be asked for here");
      return;
    }
    phase = Phase.ANSWER;
    boolean waits = HttpUtil.is100ContinueExpected(request);
    var arriving = new Inflow(waits, () -> context().executor().execute(this::demanded));
    inflow = arriving;
    discarded = 0;
    exchange = new NettyExchange(this, request, arriving);
    Thread.ofVirtual().name("api").start(exchange::run);
  }

  private void body(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      content.release();
      fail("the request's body is framed wrongly");
      return;
    }
    if (phase == Phase.DRAIN) {
      discarded += content.content().readableBytes();
    }
    if (inflow != null) {
      inflow.offer(content.content());
      if (content instanceof LastHttpContent) {
        inflow.end();
        bodyEnded();
      }
    } else {
      content.release();
    }
  }

  private void bodyEnded() {
    if (phase == Phase.DRAIN) {
      next();
    } else {
      // Only to see when the peer leaves; what arrives stays in the decoder.
      context().read();
    }
  }

  /** The reader of the body, or of the raw bytes, has room again. */
  private void demanded() {
    NettyExchange current = exchange;
    if (current != null && phase == Phase.ANSWER && current.takeContinue()) {
      context()
          .writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    if (inflow != null && inflow.wants()) {
      context().read();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext unused) {
    boolean more =
        switch (phase) {
          case HEAD, LINGER -> true;
          case ANSWER, RAW -> inflow != null && inflow.wants();
          case DRAIN -> discarded <= MOST_DISCARDED;
        };
    if (more) {
      context().read();
    } else if (phase == Phase.DRAIN) {
      linger();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext unused, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded();
    } else if (event instanceof SslHandshakeCompletionEvent done && !done.isSuccess()) {
      context().close();
    }
  }

  private void inputEnded() {
    inputClosed = true;
    switch (phase) {
      case HEAD, LINGER, DRAIN -> context().close();
      case RAW -> {
        if (inflow != null) {
          inflow.end();
        }
      }
      case ANSWER -> fail("the client has left");
    }
  }

  /** The peer is gone or sends nonsense: who reads or waits is told. */
  private void fail(String reason) {
    inputClosed = true;
    if (inflow != null) {
      inflow.fail(new EOFException(reason));
    }
    if (exchange != null) {
      exchange.abort();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext unused) {
    writable.give();
  }

  @Override
  public void channelInactive(ChannelHandlerContext unused) {
    cancelDeadline();
    fail("the client has left");
    if (inflow != null && phase == Phase.DRAIN) {
      inflow.discard();
    }
    writable.give();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext unused, Throwable cause) {
    context().close();
  }

  /** The handler has returned and the answer, if it is one of HTTP, has been written. */
  void finished(boolean keep) {
    if (phase == Phase.RAW) {
      writeThenClose();
      return;
    }
    if (phase != Phase.ANSWER || inflow == null) {
      return;
    }
    exchange = null;
    boolean unread = inflow.held();
    inflow.discard();
    if (inputClosed || !keep || unread) {
      linger();
    } else if (inflow.ended()) {
      next();
    } else {
      phase = Phase.DRAIN;
      context().read();
    }
  }

  private void next() {
    phase = Phase.HEAD;
    exchange = null;
    inflow = null;
    await(limits.idleTime(), false);
    try {
      decoder.resume(context().pipeline().context(decoder));
    } catch (Exception e) {
      context().close();
      return;
    }
    context().read();
  }

  private void refuse(HttpResponseStatus status, String message) {
    context().write(Refusal.answer(status, message));
    linger();
  }

  /**
   * Ends the connection without a reset: the system would send one while bytes of the peer are
   * unread, and the peer would lose the answer.
   */
  private void linger() {
    phase = Phase.LINGER;
    if (inputClosed) {
      writeThenClose();
      return;
    }
    context()
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(done -> ((DuplexChannel) context().channel()).shutdownOutput());
    await(LINGER, false);
    context().channel().config().setAutoRead(true);
  }

  private void writeThenClose() {
    context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Leaves HTTP after this answer; returns what arrives from now on. */
  Inflow raw(HttpResponse head) {
    var arriving = new Inflow(false, () -> context().executor().execute(this::demanded));
    phase = Phase.RAW;
    inflow = arriving;
    exchange = null;
    if (inputClosed) {
      arriving.end();
    }
    leaveHttp(head);
    context().read();
    return arriving;
  }

  private void leaveHttp(HttpResponse head) {
    context().writeAndFlush(head);
    context().pipeline().remove(encoder);
    context().pipeline().remove(decoder);
  }

  /** Leaves the connection to the handler after this answer. */
  void upgrade(HttpResponse head, ChannelHandler other) {
    cancelDeadline();
    ChannelPipeline pipeline = context().pipeline();
    context().writeAndFlush(head);
    exchange = null;
    inflow = null;
    pipeline.replace(this, null, other);
    pipeline.remove(encoder);
    pipeline.channel().config().setAutoRead(true);
    pipeline.remove(decoder);
  }

  /** Any thread. */
  io.netty.channel.Channel channel() {
    return context().channel();
  }

  /** Any thread. */
  Outflow.Signal writable() {
    return writable;
  }

  Handler handler() {
    return handler;
  }
}
