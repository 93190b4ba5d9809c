package io.drydock.buildkit;

import io.drydock.buildkit.control.BuildSite;
import io.drydock.distribution.RegistrySettings;
import io.drydock.store.Store;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** BuildKit's protocol on a socket of its own, as a BuildKit daemon has it. */
public final class BuildKitSocket implements AutoCloseable {
  private final Store store;
  private final EventLoopGroup group;
  private final Channel server;
  private final Path socket;

  public BuildKitSocket(Path directory) throws InterruptedException {
    store = Store.open(directory.resolve("store"));
    socket = directory.resolve("buildkit.sock");
    var site =
        new BuildSite(
            store,
            List.of(),
            RegistrySettings.plain(Map.of()).withConfig(directory),
            directory.resolve("contexts"),
            "test");
    var buildKit = new BuildKit(site);
    group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    server =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerDomainSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(buildKit.server());
                  }
                })
            .bind(new DomainSocketAddress(socket.toFile()))
            .sync()
            .channel();
  }

  public Store store() {
    return store;
  }

  public String address() {
    return "unix://" + socket;
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    store.close();
  }

  /** For trials by hand: serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (var socket = new BuildKitSocket(Path.of(arguments[0]))) {
      System.out.println(socket.address());
      socket.server.closeFuture().sync();
    }
  }
}
