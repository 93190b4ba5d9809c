package io.drydock.buildkit.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves methods over HTTP/2 on channels that speak it from their first byte. */
public final class GrpcServer {
  private final Map<String, GrpcMethod> methods;

  /**
   * @param methods by path: {@code /package.Service/Method}
   */
  public GrpcServer(Map<String, GrpcMethod> methods) {
    this.methods = Map.copyOf(methods);
  }

  /**
   * Speaks HTTP/2 on the channel from now on, with its client's preface still to come. Called on
   * the channel's event loop, with nothing else in its pipeline that reads.
   */
  public void serve(Channel channel) {
    channel
        .pipeline()
        .addLast(
            Connections.server(),
            new Connections.Widening(),
            new Http2MultiplexHandler(
                new ChannelInitializer<Http2StreamChannel>() {
                  @Override
                  protected void initChannel(Http2StreamChannel stream) {
                    stream.pipeline().addLast(new Call(stream));
                  }
                }));
  }

  /** One call that a client makes. */
  private final class Call extends Inbox {
    private final Http2StreamChannel channel;
    private final GrpcStream stream;
    private @Nullable Thread thread;
    private volatile boolean overdue;

    Call(Http2StreamChannel channel) {
      super(true);
      this.channel = channel;
      this.stream = new GrpcStream(channel, this);
    }

    @Override
    void called(Http2Headers headers) {
      String path = String.valueOf(headers.path());
      GrpcMethod method = methods.get(path);
      if (method == null) {
        stream.end(Code.UNIMPLEMENTED, "unknown method " + path);
        return;
      }
      deadline(headers).ifPresent(this::limit);
      thread = Thread.ofVirtual().name("grpc " + path).start(() -> serve(method));
    }

    private static Optional<Duration> deadline(Http2Headers headers) {
      CharSequence timeout = headers.get("grpc-timeout");
      return timeout == null ? Optional.empty() : GrpcTimeout.parse(timeout.toString());
    }

    private void limit(Duration timeout) {
      var _ =
          channel
              .eventLoop()
              .schedule(
                  () -> {
                    overdue = true;
                    cancelled();
                  },
                  timeout.toNanos(),
                  TimeUnit.NANOSECONDS);
    }

    private void serve(GrpcMethod method) {
      try {
        method.serve(stream);
        stream.end(Code.OK, "");
      } catch (InterruptedException | RuntimeException | Error e) {
        GrpcException told = GrpcException.of(e);
        stream.end(
            overdue ? Code.DEADLINE_EXCEEDED : told.code(), told.getMessage(), told.details());
      }
    }

    @Override
    void cancelled() {
      Thread serving = thread;
      if (serving != null) {
        serving.interrupt();
      }
    }
  }
}
