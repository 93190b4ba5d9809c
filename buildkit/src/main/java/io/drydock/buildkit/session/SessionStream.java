package io.drydock.buildkit.session;

import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.message.Chunk;
import io.drydock.core.DrydockException;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** A session's connection that is itself carried in the messages of a call. */
public final class SessionStream {
  /** Chunks that wait to be sent; then the channel is no longer read. */
  private static final int WAITING = 64;

  private static final byte[] END = {};

  private SessionStream() {}

  /** One thread serves all such sessions; it is there once the first one is. */
  private static final class Loop {
    static final EventLoopGroup GROUP =
        new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  }

  /**
   * Carries bytes between the call and a channel, until either ends.
   *
   * @param accept takes the channel's other end, on its event loop
   */
  public static void serve(GrpcStream stream, Consumer<Channel> accept)
      throws InterruptedException {
    var address = new LocalAddress(SessionStream.class);
    Channel server =
        new ServerBootstrap()
            .group(Loop.GROUP)
            .channel(LocalServerChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept.accept(channel);
                  }
                })
            .bind(address)
            .sync()
            .channel();
    var outgoing = new LinkedBlockingQueue<byte[]>();
    Channel near =
        new Bootstrap()
            .group(Loop.GROUP)
            .channel(LocalChannel.class)
            .handler(new Taking(outgoing))
            .connect(address)
            .sync()
            .channel();
    Thread sending =
        Thread.ofVirtual().name("session sending").start(() -> send(stream, outgoing, near));
    try {
      receive(stream, near);
    } finally {
      var _ = near.close();
      var _ = server.close();
      sending.interrupt();
      sending.join();
    }
  }

  private static void receive(GrpcStream stream, Channel near) throws InterruptedException {
    for (Optional<byte[]> next = stream.receive(); next.isPresent(); next = stream.receive()) {
      byte[] data = Chunk.decode(next.get()).data();
      ChannelFuture write = near.writeAndFlush(Unpooled.wrappedBuffer(data));
      if (!near.isWritable()) {
        write.await();
      }
    }
  }

  private static void send(GrpcStream stream, LinkedBlockingQueue<byte[]> outgoing, Channel near) {
    try {
      for (byte[] next = outgoing.take(); next.length > 0; next = outgoing.take()) {
        stream.send(new Chunk(next).encode());
        if (outgoing.size() < WAITING) {
          near.read();
        }
      }
    } catch (DrydockException e) {
      var _ = near.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Puts what arrives on the channel into a queue. */
  private static final class Taking extends SimpleChannelInboundHandler<ByteBuf> {
    private final LinkedBlockingQueue<byte[]> outgoing;

    Taking(LinkedBlockingQueue<byte[]> outgoing) {
      this.outgoing = outgoing;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
      byte[] data = new byte[bytes.readableBytes()];
      bytes.readBytes(data);
      outgoing.add(data);
      context.channel().config().setAutoRead(outgoing.size() < WAITING);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      outgoing.add(END);
    }
  }
}
