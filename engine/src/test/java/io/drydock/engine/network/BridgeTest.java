package io.drydock.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.linux.network.RouteSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers in bridge networks reach whom they may, and nobody else. */
class BridgeTest {
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

  @Test
  void twoInTheDefaultNetworkReachEachOtherAndTheWorld() {
    Lab.Guest one = lab.guest("one").start().listen(80);
    Lab.Guest two = lab.guest("two").start();
    lab.listen(lab.world(), 99, "world");

    assertThat(one.address()).isEqualTo("172.17.0.2");
    assertThat(two.address()).isEqualTo("172.17.0.3");
    assertThat(two.endpoint("bridge").macAddress()).isEqualTo("02:42:ac:11:00:03");
    assertThat(two.call("172.17.0.2", 80)).isEqualTo("one 172.17.0.3");
    // The world sees the host's address.
    assertThat(two.call(Lab.WORLD, 99)).isEqualTo("world " + Lab.HOST);
    // The host reaches its containers by their addresses.
    assertThat(lab.host().call(() -> Lab.call("172.17.0.2", 80))).startsWith("one");
  }

  @Test
  void networksAreApartAndTheWorldReachesNoUnpublishedPort() throws Exception {
    lab.networks().create(Lab.spec("other", "", Map.of()));
    Lab.Guest one = lab.guest("one").start().listen(80);
    Lab.Guest two = lab.guest("two").in("other").start();

    assertThat(two.address()).isEqualTo("172.18.0.2");
    assertThat(two.call(one.address(), 80)).startsWith("failed");
    try (RouteSocket routes = lab.world().routes()) {
      // A neighbour that has a route to the containers.
      routes.setDefaultRoute(
          routes.get("uplink").index(), java.net.InetAddress.getByName(Lab.HOST));
    }
    assertThat(lab.world().call(() -> Lab.call("172.17.0.2", 80))).startsWith("failed");
  }

  @Test
  void anInternalNetworkLeadsNowhere() {
    lab.networks().create(Lab.internal("inside"));
    Lab.Guest one = lab.guest("one").in("inside").start().listen(80);
    Lab.Guest two = lab.guest("two").in("inside").start();
    lab.listen(lab.world(), 99, "world");

    assertThat(two.call(one.address(), 80)).startsWith("one");
    assertThat(two.call(Lab.WORLD, 99)).startsWith("failed");
    assertThat(two.endpoint("inside").ipv4().orElseThrow().gateway()).isEmpty();
  }

  @Test
  void withoutInternalTrafficContainersOnlyReachTheWorld() {
    lab.networks()
        .create(Lab.spec("quiet", "", Map.of("com.docker.network.bridge.enable_icc", "false")));
    Lab.Guest one = lab.guest("one").in("quiet").start().listen(80);
    Lab.Guest two = lab.guest("two").in("quiet").start();
    lab.listen(lab.world(), 99, "world");

    assertThat(two.call(one.address(), 80)).startsWith("failed");
    assertThat(two.call(Lab.WORLD, 99)).startsWith("world");
  }

  @Test
  void chosenSubnetsAddressesAndHardwareAddressesAreHeld() throws Exception {
    var options =
        Map.of(
            "com.docker.network.driver.mtu", "1380", "com.docker.network.bridge.name", "chosen0");
    lab.networks()
        .create(
            Lab.spec("dual", "bridge", options, Lab.pool("10.9.0.0/24"), Lab.pool("fd01::/64")));
    Lab.Guest one =
        lab.guest("one")
            .in("dual")
            .endpoint("dual", Lab.address("10.9.0.77", "02:00:00:00:00:07"))
            .start()
            .listen(80);
    Lab.Guest two = lab.guest("two").in("dual").start();

    Endpoint endpoint = one.endpoint("dual");
    assertThat(endpoint.ipv4().orElseThrow().cidr()).isEqualTo("10.9.0.77/24");
    assertThat(endpoint.macAddress()).isEqualTo("02:00:00:00:00:07");
    assertThat(endpoint.ipv6().orElseThrow().address()).isEqualTo("fd01::2");
    assertThat(endpoint.ipv6().orElseThrow().gateway()).isEqualTo("fd01::1");
    assertThat(two.call("10.9.0.77", 80)).startsWith("one");
    assertThat(two.call("fd01::2", 80)).startsWith("one");
    lab.listen(lab.world(), 99, "world");
    assertThat(two.call("fd00:1::1", 99)).isEqualTo("world fd00:1:0:0:0:0:0:2");
    try (RouteSocket routes = lab.host().routes()) {
      assertThat(routes.get("chosen0").mtu()).isEqualTo(1380);
    }

    assertThatThrownBy(() ->
            lab.guest("three").in("dual").endpoint("dual", Lab.address("10.9.0.77", "")).start())
        .hasMessage("Address already in use");
    assertThatThrownBy(() ->
            lab.guest("three").in("dual").endpoint("dual", Lab.address("10.8.0.1", "")).start())
        .hasMessageContaining("no configured subnet contains IP address 10.8.0.1");
  }

  @Test
  void aNetworkThatIsFullSaysSo() {
    lab.networks().create(Lab.spec("tiny", "", Map.of(), Lab.pool("10.9.1.0/30")));
    lab.guest("one").in("tiny").start();
    assertThatThrownBy(() -> lab.guest("two").in("tiny").start())
        .hasMessageContaining("no available IPv4 addresses on this network's address pools: tiny");
    assertThat(lab.networks().get("tiny").endpoints()).hasSize(1);
  }

  @Test
  void networksComeAndGoWhileAContainerRuns() {
    lab.networks().create(Lab.spec("front", "", Map.of()));
    lab.networks().create(Lab.spec("back", "", Map.of()));
    Lab.Guest db = lab.guest("db").in("back").start().listen(80);
    Lab.Guest web = lab.guest("web").in("front").start();
    assertThat(web.call(db.address(), 80)).startsWith("failed");

    Endpoint added = lab.networks().connect("back", web.id, Lab.aliases("w"));
    assertThat(added.interfaceName()).isEqualTo("eth1");
    assertThat(web.call(db.address(), 80)).startsWith("db");
    assertThat(web.lookUp("db")).containsExactly(db.address());
    assertThat(db.lookUp("w")).containsExactly(added.ipv4().orElseThrow().address());
    assertThatThrownBy(() -> lab.networks().connect("back", web.id, Lab.aliases()))
        .hasMessage("endpoint with name web already exists in network back");

    lab.networks().disconnect("front", web.id, false);
    lab.listen(lab.world(), 99, "world");
    assertThat(web.call(Lab.WORLD, 99)).startsWith("world");
    lab.networks().disconnect("back", web.id, false);
    assertThat(web.call(db.address(), 80)).startsWith("failed");
    assertThat(db.lookUp("w")).isEmpty();
  }

  @Test
  void filesTellAContainerItsNames() throws Exception {
    Lab.Guest one =
        lab.guest("one")
            .names(List.of(), List.of("mirror:10.0.0.1", "gate:host-gateway"), List.of())
            .start();
    assertThat(Files.readString(one.sandbox().files().hosts()))
        .contains("127.0.0.1\tlocalhost\n")
        .contains("10.0.0.1\tmirror\n")
        .contains("172.17.0.1\tgate\n")
        .endsWith("172.17.0.2\t" + one.id.substring(0, 12) + "\n");
    assertThat(Files.readString(one.sandbox().files().resolvConf()))
        .contains("nameserver " + Lab.WORLD + "\n")
        .contains("search lab.test\n");
    assertThat(Files.readString(one.sandbox().files().hostname()))
        .isEqualTo(one.id.substring(0, 12) + "\n");

    Lab.Guest two = lab.guest("two").names(List.of(), List.of(), List.of("one:first")).start();
    assertThat(Files.readString(two.sandbox().files().hosts()))
        .contains("172.17.0.2\tfirst " + one.id.substring(0, 12) + " one\n");
  }

  @Test
  void oneLeavesNothingAndSharesWithAnother() throws Exception {
    Lab.Guest one = lab.guest("one").start().listen(80);
    Lab.Guest beside = lab.guest("beside").in("container:" + one.id).start();
    assertThat(beside.sandbox().namespace()).isEqualTo(one.sandbox().namespace());
    assertThat(beside.call("127.0.0.1", 80)).startsWith("one");
    lab.networks().leave(beside.id);

    Lab.Guest none = lab.guest("none").in("none").start();
    assertThat(none.call("172.17.0.2", 80)).startsWith("failed");
    assertThat(lab.guest("host").in("host").start().sandbox().namespace())
        .contains(lab.options().host().orElseThrow());

    lab.networks().leave(one.id);
    lab.networks().leave(one.id);
    assertThat(Files.exists(one.sandbox().namespace().orElseThrow())).isFalse();
    try (RouteSocket routes = lab.host().routes()) {
      assertThat(
              Lab.soon(
                  () -> routes.links().stream().noneMatch(each -> each.name().startsWith("ddv"))))
          .isTrue();
    }
    assertThat(lab.guest("again").start().address()).isEqualTo("172.17.0.2");
  }

  @Test
  void endpointsInOtherNetworksOnlyLeaveTheOneOfTheMode() {
    lab.networks().create(Lab.spec("net", "", Map.of()));
    lab.guest("db").in("net").start();
    Lab.Guest web = lab.guest("web").in("default").endpoint("net", Lab.aliases("w")).start();
    assertThat(web.sandbox().endpoints()).extracting(Endpoint::networkName).containsExactly("net");
    assertThat(web.lookUp("db")).containsExactly("172.18.0.2");
  }

  @Test
  void networksInUseAndPredefinedOnesStay() {
    lab.networks().create(Lab.spec("mine", "", Map.of()));
    Lab.Guest one = lab.guest("one").in("mine").start();
    assertThatThrownBy(() -> lab.networks().remove("mine"))
        .hasMessageContaining("network mine has active endpoints (name:\"one\" id:\"");
    assertThatThrownBy(() -> lab.networks().remove("bridge"))
        .hasMessage("bridge is a pre-defined network and cannot be removed");
    assertThatThrownBy(() -> lab.networks().create(Lab.spec("mine", "", Map.of())))
        .hasMessage("network with name mine already exists");
    assertThatThrownBy(
            () -> lab.networks().create(Lab.spec("x", "", Map.of(), Lab.pool("172.18.1.0/24"))))
        .hasMessageContaining("Pool overlaps with other one on this address space");
    lab.networks().leave(one.id);
    assertThat(lab.networks().prune(_ -> true)).extracting(Network::name).containsExactly("mine");
    assertThat(lab.networks().list())
        .extracting(Network::name)
        .containsExactly("bridge", "host", "none");
  }
}
