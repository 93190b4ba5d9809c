package io.drydock.api.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** An exchange on a connection of the server. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails ends the channel, which is seen
final class NettyExchange implements Exchange {
  private static final System.Logger LOG = System.getLogger(NettyExchange.class.getName());

  private final Connection connection;
  private final HttpRequest request;
  private final Inflow body;
  private final boolean keepAlive;
  private boolean continueDue;
  private volatile int status;
  private volatile boolean complete;
  private @Nullable OutputStream open;
  private boolean aborted;
  private @Nullable Runnable abortTask;

  NettyExchange(Connection connection, HttpRequest request, Inflow body) {
    this.connection = connection;
    this.request = request;
    this.body = body;
    this.keepAlive = HttpUtil.isKeepAlive(request);
    this.continueDue = HttpUtil.is100ContinueExpected(request);
  }

  /** Lets the handler answer; the virtual thread's task. */
  void run() {
    try {
      connection.handler().handle(this);
      if (!answered()) {
        answer(500, Map.of(), Refusal.body("the request was not answered"));
      }
      if (open != null) {
        open.close();
      }
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
    }
    boolean keep = keepAlive && complete;
    connection.channel().eventLoop().execute(() -> connection.finished(keep));
  }

  private void failed(Throwable cause) {
    if (!channel().isActive() || (aborted() && cause instanceof IOException)) {
      return;
    }
    LOG.log(System.Logger.Level.ERROR, method() + " " + target() + " failed", cause);
    if (!answered()) {
      try {
        answer(500, Map.of(), Refusal.body("internal error: " + cause));
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "the client left before the error", e);
      }
    }
  }

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String target() {
    return request.uri();
  }

  @Override
  public List<String> headers(String name) {
    return request.headers().getAll(name);
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.headers().get(name));
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void answer(int code, Map<String, String> headers, byte[] bytes) throws IOException {
    begin(code);
    boolean head = request.method().equals(HttpMethod.HEAD);
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(code),
            head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes));
    headers.forEach((name, value) -> response.headers().set(name, value));
    if (code != 204 && code != 304) {
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
    }
    connectionHeader(response);
    complete = true;
    channel().writeAndFlush(response, channel().voidPromise());
  }

  @Override
  public OutputStream stream(int code, Map<String, String> headers) throws IOException {
    begin(code);
    var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code));
    headers.forEach((name, value) -> response.headers().set(name, value));
    boolean chunked = request.protocolVersion().isKeepAliveDefault();
    if (chunked) {
      response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    connectionHeader(response);
    channel().writeAndFlush(response, channel().voidPromise());
    OutputStream out =
        new Outflow(
            channel(),
            connection.writable(),
            DefaultHttpContent::new,
            () -> {
              complete = chunked;
              channel().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel().voidPromise());
            });
    if (request.method().equals(HttpMethod.HEAD)) {
      out.close();
      return OutputStream.nullOutputStream();
    }
    open = out;
    return out;
  }

  private void connectionHeader(HttpResponse response) {
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  private void begin(int code) throws IOException {
    if (answered()) {
      throw new IllegalStateException("answered already");
    }
    if (!channel().isActive()) {
      throw new IOException("the client has left");
    }
    status = code;
  }

  @Override
  public boolean answered() {
    return status != 0;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Hijacked hijack(Map<String, String> headers) throws IOException {
    Optional<String> protocol = header("Upgrade");
    begin(protocol.isPresent() ? 101 : 200);
    HttpResponse response = switching(protocol);
    headers.forEach((name, value) -> response.headers().set(name, value));
    Inflow input = onEventLoop(() -> connection.raw(response));
    OutputStream output =
        new Outflow(channel(), connection.writable(), each -> each, this::closeOutput);
    open = output;
    return new Hijacked(input, output, () -> {});
  }

  private static HttpResponse switching(Optional<String> protocol) {
    var response =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1,
            protocol.isPresent() ? HttpResponseStatus.SWITCHING_PROTOCOLS : HttpResponseStatus.OK);
    protocol.ifPresent(name ->
        response
            .headers()
            .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
            .set(HttpHeaderNames.UPGRADE, name));
    return response;
  }

  private void closeOutput() {
    channel()
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(done -> ((io.netty.channel.socket.DuplexChannel) channel()).shutdownOutput());
  }

  @Override
  public void upgrade(String protocol, ChannelHandler handler) throws IOException {
    begin(101);
    HttpResponse response = switching(Optional.of(protocol));
    onEventLoop(() -> {
      connection.upgrade(response, handler);
      return true;
    });
  }

  private <T> T onEventLoop(Callable<T> task) throws IOException {
    try {
      return channel().eventLoop().submit(task).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted while taking the connection over");
    } catch (ExecutionException e) {
      throw new IOException("cannot take the connection over", e.getCause());
    }
  }

  @Override
  public synchronized void onAbort(Runnable task) {
    if (aborted) {
      Thread.startVirtualThread(task);
    } else {
      abortTask = task;
    }
  }

  @Override
  public synchronized boolean aborted() {
    return aborted;
  }

  /** The peer has left; on the event loop. */
  synchronized void abort() {
    if (!aborted) {
      aborted = true;
      if (abortTask != null) {
        Thread.startVirtualThread(abortTask);
      }
    }
  }

  /** Whether the peer has to be told to go on, which it is told once. */
  boolean takeContinue() {
    boolean due = continueDue && !answered();
    continueDue = false;
    return due;
  }

  private Channel channel() {
    return connection.channel();
  }
}
