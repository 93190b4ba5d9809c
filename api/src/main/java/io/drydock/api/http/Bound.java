package io.drydock.api.http;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** A listener in service. */
record Bound(Channel channel, Optional<Path> socket) implements AutoCloseable {
  static Bound bind(Listener listener, ServerBootstrap bootstrap, HttpServer server) {
    return switch (listener) {
      case Listener.Unix unix -> unix(unix, bootstrap, server);
      case Listener.Inherited inherited -> inherited(inherited.descriptor(), bootstrap, server);
      case Listener.MutualTls tls -> tls(tls, bootstrap, server);
    };
  }

  private static Bound unix(Listener.Unix unix, ServerBootstrap bootstrap, HttpServer server) {
    Path path = unix.path();
    try {
      removeStale(path);
      Files.createDirectories(path.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw HttpServer.unusable(path.toString(), e);
    }
    Channel channel =
        bind(
            bootstrap
                .channel(EpollServerDomainSocketChannel.class)
                .childHandler(server.initializer(List.of())),
            new DomainSocketAddress(path.toString()),
            path.toString());
    try {
      permit(path, unix.group());
    } catch (IOException e) {
      channel.close().syncUninterruptibly();
      throw HttpServer.unusable(path.toString(), e);
    }
    return new Bound(channel, Optional.of(path));
  }

  private static void permit(Path path, Optional<String> group) throws IOException {
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (group.isPresent()) {
      view.setGroup(
          path.getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByGroupName(group.get()));
    }
    view.setPermissions(PosixFilePermissions.fromString("rw-rw----"));
  }

  /** Removes a socket that nobody serves any more. */
  private static void removeStale(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(
            path, java.nio.file.attribute.BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new DrydockException(
          ErrorKind.CONFLICT,
          path + " is there and is not a socket",
          null,
          "remove it, or choose another path",
          null);
    }
    try (var probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException nobody) {
      Files.deleteIfExists(path);
      return;
    }
    throw new DrydockException(
        ErrorKind.CONFLICT,
        "another process serves on " + path,
        null,
        "stop it, or choose another path",
        null);
  }

  private static Bound inherited(int descriptor, ServerBootstrap bootstrap, HttpServer server) {
    requireUnixSocket(descriptor);
    Channel channel =
        bootstrap
            .channelFactory(() -> new EpollServerDomainSocketChannel(descriptor, true))
            .childHandler(server.initializer(List.of()))
            .register()
            .syncUninterruptibly()
            .channel();
    return new Bound(channel, Optional.empty());
  }

  /** TCP without TLS would let everybody in who reaches the port. */
  private static void requireUnixSocket(int descriptor) {
    try {
      String name = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      String inode = " " + name.replaceAll("[^0-9]", "");
      try (Stream<String> sockets = Files.lines(Path.of("/proc/net/unix"))) {
        if (sockets.anyMatch(each -> each.endsWith(inode) || each.contains(inode + " "))) {
          return;
        }
      }
    } catch (IOException e) {
      throw HttpServer.unusable("file descriptor " + descriptor, e);
    }
    throw new DrydockException(
        ErrorKind.INVALID,
        "file descriptor " + descriptor + " is no unix socket",
        null,
        "let the service manager open a ListenStream= that is a path",
        null);
  }

  private static Bound tls(Listener.MutualTls tls, ServerBootstrap bootstrap, HttpServer server) {
    String where = tls.host() + ":" + tls.port();
    SslContext context = context(tls, where);
    Channel channel =
        bind(
            bootstrap
                .channel(EpollServerSocketChannel.class)
                .childHandler(
                    server.initializer(
                        List.of(
                            () -> context.newHandler(io.netty.buffer.ByteBufAllocator.DEFAULT)))),
            new InetSocketAddress(tls.host(), tls.port()),
            where);
    return new Bound(channel, Optional.empty());
  }

  private static SslContext context(Listener.MutualTls tls, String where) {
    try {
      return SslContextBuilder.forServer(tls.certificate().toFile(), tls.key().toFile())
          .trustManager(tls.clientAuthority().toFile())
          .clientAuth(ClientAuth.REQUIRE)
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw HttpServer.unusable(where, e);
    }
  }

  private static Channel bind(
      ServerBootstrap bootstrap, java.net.SocketAddress address, String what) {
    var future = bootstrap.bind(address).awaitUninterruptibly();
    if (!future.isSuccess()) {
      throw HttpServer.unusable(what, future.cause());
    }
    return future.channel();
  }

  int port() {
    return channel.localAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    socket.ifPresent(path -> {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        System.getLogger(Bound.class.getName())
            .log(System.Logger.Level.WARNING, "cannot remove " + path, e);
      }
    });
  }
}
