package io.drydock.buildkit;

import io.drydock.buildkit.control.BuildSite;
import io.drydock.buildkit.grpc.GrpcClient;
import io.drydock.buildkit.grpc.GrpcMethod;
import io.drydock.buildkit.grpc.GrpcServer;
import io.drydock.buildkit.session.SessionHello;
import io.drydock.distribution.RegistrySettings;
import io.drydock.store.Store;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A client of BuildKit's protocol beside the builder that it asks, with one session. */
public final class BuildKitClient implements AutoCloseable {
  /** The name of the session. */
  public static final String SESSION = "session-of-the-test";

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(2, LocalIoHandler.newFactory());
  private final Store store;
  private final GrpcClient client;

  /**
   * @param methods that the client serves in its session, by path
   */
  public BuildKitClient(Path directory, Map<String, GrpcMethod> methods) throws Exception {
    store = Store.open(directory.resolve("store"));
    var site =
        new BuildSite(
            store,
            List.of(),
            RegistrySettings.plain(Map.of()).withConfig(directory),
            directory.resolve("contexts"),
            "test");
    var buildKit = new BuildKit(site);
    var made = new CompletableFuture<GrpcClient>();
    connect(buildKit::server, channel -> made.complete(GrpcClient.over(channel)));
    client = made.get(10, TimeUnit.SECONDS);
    var hello = new SessionHello(SESSION, "test", "", methods.keySet());
    connect(() -> buildKit.session(hello), new GrpcServer(methods)::serve);
  }

  private void connect(Supplier<ChannelHandler> there, Consumer<Channel> here) throws Exception {
    var address = new LocalAddress(BuildKitClient.class);
    new ServerBootstrap()
        .group(group)
        .channel(LocalServerChannel.class)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(there.get());
              }
            })
        .bind(address)
        .sync();
    new Bootstrap()
        .group(group)
        .channel(LocalChannel.class)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                here.accept(channel);
              }
            })
        .connect(address)
        .sync();
  }

  /** What calls BuildKit's methods. */
  public GrpcClient grpc() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    store.close();
  }
}
