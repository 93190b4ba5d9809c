package io.drydock.linux.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.linux.HostSupport;
import io.drydock.linux.network.RouteSocket.LinkAddress;
import io.drydock.linux.network.RouteSocket.NewLink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links, addresses and routes are made in namespaces, and packets pass over them. */
class RouteSocketTest {
  @TempDir Path folder;

  @BeforeEach
  void needsRoot() {
    Assumptions.assumeTrue(
        (HostSupport.detect().effectiveCapabilities() & (1L << 21)) != 0, "needs CAP_SYS_ADMIN");
  }

  @AfterEach
  void unmount() {
    NetworkNamespace.delete(folder.resolve("a"));
    NetworkNamespace.delete(folder.resolve("b"));
  }

  @Test
  void twoNamespacesSpeakOverABridge() throws Exception {
    try (var a = NetworkNamespace.create(folder.resolve("a"));
        var b = NetworkNamespace.create(folder.resolve("b"));
        var routesOfA = a.routes();
        var routesOfB = b.routes()) {
      routesOfA.add(NewLink.named("bridge0"), new LinkKind.Bridge());
      Link bridge = routesOfA.get("bridge0");
      assertThat(bridge.kind()).isEqualTo("bridge");
      assertThat(bridge.up()).isTrue();
      routesOfA.addAddress(address(bridge, "10.7.0.1", 24));

      routesOfA.addPair(
          NewLink.named("port0"),
          bridge.index(),
          new NewLink("eth0", "02:42:0a:07:00:02", 1400, 0),
          b);
      routesOfA.up(routesOfA.get("port0").index());
      Link inner = routesOfB.get("eth0");
      assertThat(inner.macAddress()).isEqualTo("02:42:0a:07:00:02");
      assertThat(inner.mtu()).isEqualTo(1400);
      routesOfB.addAddress(address(inner, "10.7.0.2", 24));
      routesOfB.up(inner.index());
      routesOfB.setDefaultRoute(inner.index(), InetAddress.getByName("10.7.0.1"));
      routesOfB.setDefaultRoute(inner.index(), InetAddress.getByName("10.7.0.9"));

      assertThat(routesOfB.routes())
          .contains(
              new Route(
                  Optional.empty(),
                  0,
                  Optional.of(InetAddress.getByName("10.7.0.9")),
                  inner.index(),
                  false))
          .filteredOn(each -> each.destination().isEmpty() && !each.ipv6())
          .hasSize(1);
      assertThat(routesOfB.addresses()).contains(address(inner, "10.7.0.2", 24));

      ServerSocketChannel server =
          b.call(() -> ServerSocketChannel.open().bind(new InetSocketAddress("10.7.0.2", 80)));
      try (server) {
        a.call(() -> SocketChannel.open(new InetSocketAddress("10.7.0.2", 80))).close();
      }
      routesOfA.delete("port0");
      assertThat(routesOfB.find("eth0")).isEmpty();
      routesOfA.delete("port0");
    }
  }

  @Test
  void theKernelSaysWhatItDoesNotLike() {
    try (var a = NetworkNamespace.create(folder.resolve("a"));
        var routes = a.routes()) {
      assertThatThrownBy(() -> routes.add(NewLink.named("x"), new LinkKind.Macvlan(4711, "bridge")))
          .hasMessageContaining("add macvlan x");
    }
  }

  private static LinkAddress address(Link link, String text, int prefixLength) throws Exception {
    return new LinkAddress(link.index(), InetAddress.getByName(text), prefixLength);
  }
}
