package io.drydock.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.network.PortAudit.Reach;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published ports are reached from where they shall be, and the host's are nobody else's. */
class PortTest {
  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(folder);
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private String fromHost(String address, int port) {
    return lab.host().call(() -> Lab.call(address, port));
  }

  private String fromWorld(String address, int port) {
    return lab.world().call(() -> Lab.call(address, port));
  }

  @Test
  void aPortIsReachedFromEverywhere() {
    Lab.Guest web = lab.guest("web").publish("80/tcp", "", "8080").start().listen(80);
    Lab.Guest other = lab.guest("other").start();

    assertThat(web.sandbox().ports())
        .containsExactly(
            new PublishedPort(80, "tcp", "0.0.0.0", 8080),
            new PublishedPort(80, "tcp", "::", 8080));
    // Its caller's address is kept.
    assertThat(fromWorld(Lab.HOST, 8080)).isEqualTo("web " + Lab.WORLD);
    assertThat(fromHost("127.0.0.1", 8080)).startsWith("web");
    assertThat(fromHost(Lab.HOST, 8080)).startsWith("web");
    assertThat(fromHost("::1", 8080)).startsWith("web");
    assertThat(fromWorld("fd00:1::2", 8080)).startsWith("web");
    // Hairpins: a neighbour's, and its own.
    assertThat(other.call(Lab.HOST, 8080)).startsWith("web");
    assertThat(other.call("172.17.0.1", 8080)).startsWith("web");
    assertThat(web.call(Lab.HOST, 8080)).startsWith("web");

    lab.networks().leave(web.id);
    assertThat(fromWorld(Lab.HOST, 8080)).startsWith("failed");
    assertThat(fromHost("::1", 8080)).startsWith("failed");
  }

  @Test
  void aPortOfLoopbackStaysOnTheHost() {
    lab.guest("web").publish("80/tcp", "127.0.0.1", "8080").start().listen(80);
    Lab.Guest other = lab.guest("other").start();
    assertThat(fromHost("127.0.0.1", 8080)).startsWith("web");
    assertThat(fromWorld(Lab.HOST, 8080)).startsWith("failed");
    assertThat(fromHost(Lab.HOST, 8080)).startsWith("failed");
    assertThat(other.call("172.17.0.1", 8080)).startsWith("failed");
  }

  @Test
  void ipv6ContainersArePublishedWithoutTranslationInBetween() {
    lab.networks()
        .create(Lab.spec("six", "", Map.of(), Lab.pool("10.9.0.0/24"), Lab.pool("fd01::/64")));
    lab.guest("web").in("six").publish("80/tcp", "", "8080").start().listen(80);
    assertThat(fromWorld("fd00:1::2", 8080)).isEqualTo("web fd00:1:0:0:0:0:0:1");
    assertThat(fromHost("::1", 8080)).startsWith("web");
  }

  @Test
  void datagramsArePublishedToo() {
    lab.guest("dns").publish("53/udp", "", "5353").start().listenDatagrams(53);
    assertThat(lab.world().call(() -> Lab.ask(Lab.HOST, 5353))).isEqualTo("dns");
    assertThat(lab.host().call(() -> Lab.ask("127.0.0.1", 5353))).isEqualTo("dns");
    assertThat(lab.host().call(() -> Lab.ask("::1", 5353))).isEqualTo("dns");
  }

  @Test
  void aFlowOfDatagramsFollowsThePortThatIsPublishedLater() throws Exception {
    lab.networks();
    try (var socket = lab.world().call(() -> new java.net.DatagramSocket())) {
      socket.setSoTimeout(2_000);
      var target = new InetSocketAddress(Lab.HOST, 5353);
      var answer = new java.net.DatagramPacket(new byte[10], 10);
      var question = new java.net.DatagramPacket(new byte[] {'?'}, 1, target);
      // The kernel remembers this flow as one to the host itself.
      try (var early = lab.host().call(() -> new java.net.DatagramSocket(5353))) {
        socket.send(question);
        early.receive(answer);
      }
      Lab.Guest one = lab.guest("one").publish("53/udp", "", "5353").start().listenDatagrams(53);
      socket.send(question);
      socket.receive(answer);
      assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
          .isEqualTo("one");
      lab.networks().leave(one.id);
      lab.guest("two").publish("53/udp", "", "5353").start().listenDatagrams(53);
      socket.send(question);
      socket.receive(answer);
      assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
          .isEqualTo("two");
    }
  }

  @Test
  void takenPortsAreRefusedAndNothingIsLeft() throws Exception {
    lab.guest("web").publish("80/tcp", "", "8080").start();
    assertThatThrownBy(() -> lab.guest("two").publish("80/tcp", "", "8080").start())
        .hasMessageContaining("driver failed programming external connectivity on endpoint two (")
        .hasMessageEndingWith("Bind for 0.0.0.0:8080 failed: port is already allocated");
    // What the container holds, no program of the host gets.
    assertThat(
            lab.host()
                .<String>call(() -> {
                  try (var socket = new ServerSocket()) {
                    socket.bind(new InetSocketAddress("0.0.0.0", 8080));
                    return "bound";
                  } catch (java.net.BindException e) {
                    return "in use";
                  }
                }))
        .isEqualTo("in use");

    try (ServerSocket taken = lab.host().call(() -> new ServerSocket(9090))) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> lab.guest("two").publish("80/tcp", "", "9090").start())
          .hasMessageEndingWith(
              "failed to bind host port 0.0.0.0:9090/tcp: address already in use");
    }
    lab.guest("two").publish("80/tcp", "", "9090").start();
    assertThat(lab.networks().get("bridge").endpoints()).hasSize(2);
    // The same port of another address is another port.
    lab.guest("three").publish("80/tcp", "127.0.0.1", "7070").start();
    lab.guest("four").publish("80/tcp", Lab.HOST, "7070").start();
  }

  @Test
  void portsAreChosenFromARangeOrFromAllThatAreFree() {
    Lab.Guest one = lab.guest("one").publish("80/tcp", "", "8000-8001").start();
    Lab.Guest two = lab.guest("two").publish("80/tcp", "", "8000-8001").start();
    assertThat(one.sandbox().ports().getFirst().hostPort()).isEqualTo(8000);
    assertThat(two.sandbox().ports().getFirst().hostPort()).isEqualTo(8001);
    assertThatThrownBy(() -> lab.guest("three").publish("80/tcp", "", "8000-8001").start())
        .hasMessageContaining("all ports are allocated");
    Lab.Guest any = lab.guest("any").publish("80/tcp", "", "").start().listen(80);
    int port = any.sandbox().ports().getFirst().hostPort();
    assertThat(port).isBetween(32_768, 60_999);
    assertThat(fromWorld(Lab.HOST, port)).startsWith("any");

    Lab.Guest all = lab.guest("all");
    all.exposed.add("80/tcp");
    all.exposed.add("81/udp");
    all.networking =
        new io.drydock.container.Networking(
            "",
            all.networking.portBindings(),
            true,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(all.start().sandbox().ports())
        .extracting(PublishedPort::key)
        .contains("80/tcp", "81/udp");
  }

  @Test
  void aUsersChainIsAskedFirstAndNeverTouched() {
    lab.guest("web").publish("80/tcp", "", "8080").start().listen(80);
    io.drydock.engine.network.nft.Nft.run(
        lab.host(), "add rule inet drydock user ip saddr " + Lab.WORLD + " drop");
    assertThat(fromWorld(Lab.HOST, 8080)).startsWith("failed");
    lab.networks().recover(java.util.Set.of());
    lab.guest("web2").publish("80/tcp", "", "8081").start().listen(80);
    assertThat(fromWorld(Lab.HOST, 8081)).startsWith("failed");
    assertThat(fromHost("127.0.0.1", 8081)).startsWith("web2");
  }

  @Test
  void theAuditTellsWhatIsOpen() {
    lab.guest("web").publish("80/tcp", "", "8080").start();
    lab.guest("db").publish("5432/tcp", "127.0.0.1", "5432").start();
    PortAudit audit = lab.networks().audit();
    assertThat(audit.openings())
        .extracting(
            PortAudit.Opening::containerName, PortAudit.Opening::reach, PortAudit.Opening::at)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("web", Reach.ALL_INTERFACES, "0.0.0.0:8080"),
            org.assertj.core.groups.Tuple.tuple("web", Reach.ALL_INTERFACES, "[::]:8080"),
            org.assertj.core.groups.Tuple.tuple("db", Reach.LOOPBACK, "127.0.0.1:5432"));
    assertThat(audit.warnings()).singleElement().asString().contains("web: port 8080");
  }
}
