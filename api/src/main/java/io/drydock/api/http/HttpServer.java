package io.drydock.api.http;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A server of HTTP/1.1, and of HTTP/2 for clients that begin with it, on one or more listeners. */
public final class HttpServer implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup loops;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<Bound> bound = new ArrayList<>();
  private final HttpLimits limits;
  private final Handler handler;
  private final Supplier<ChannelHandler> http2;

  private HttpServer(HttpLimits limits, Handler handler, Supplier<ChannelHandler> http2) {
    this.limits = limits;
    this.handler = handler;
    this.http2 = http2;
    this.loops =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("api-loop", true), EpollIoHandler.newFactory());
  }

  /**
   * Serves on all of the listeners.
   *
   * @param http2 makes what takes over a connection that begins with HTTP/2's preface
   * @throws DrydockException of kind CONFLICT when another process serves on a socket
   */
  public static HttpServer start(
      List<Listener> listeners,
      HttpLimits limits,
      Handler handler,
      Supplier<ChannelHandler> http2) {
    var server = new HttpServer(limits, handler, http2);
    try {
      listeners.forEach(each -> server.bound.add(Bound.bind(each, server.bootstrap(), server)));
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
    return server;
  }

  private ServerBootstrap bootstrap() {
    return new ServerBootstrap()
        .group(loops)
        .option(ChannelOption.SO_BACKLOG, 1024)
        .childOption(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(64 << 10, 256 << 10));
  }

  /** What sets a new connection up, after what the listener itself needs, as TLS. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a refused one
  ChannelInitializer<Channel> initializer(List<Supplier<ChannelHandler>> before) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        if (connections.size() >= limits.connections()) {
          channel.close();
          return;
        }
        connections.add(channel);
        before.forEach(each -> channel.pipeline().addLast(each.get()));
        channel
            .pipeline()
            .addLast(
                new Prelude(
                    limits.idleTime(),
                    http2,
                    pipeline -> new Connection(limits, handler).install(pipeline)));
      }
    };
  }

  /** How many connections are open. */
  public int connections() {
    return connections.size();
  }

  /** The port of a TCP listener, of use where 0 was asked for. */
  public List<Integer> ports() {
    return bound.stream().map(Bound::port).filter(each -> each > 0).toList();
  }

  /** Takes no more connections, and closes those that are open. */
  @Override
  public void close() {
    bound.forEach(Bound::close);
    connections.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }

  static DrydockException unusable(String what, Throwable cause) {
    return new DrydockException(
        ErrorKind.UNAVAILABLE, "cannot listen on " + what + ": " + cause.getMessage(), cause);
  }
}
