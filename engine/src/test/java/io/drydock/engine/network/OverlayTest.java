package io.drydock.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.network.address.Subnet;
import io.drydock.engine.network.overlay.Peers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An overlay network spans two hosts, which are two network namespaces here. */
class OverlayTest {
  @TempDir Path folder;
  private Lab lab;
  private @Nullable Networks remote;
  private Path peers;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(folder);
    peers = folder.resolve("peers");
    Files.writeString(peers, "# the hosts\n" + Lab.HOST + "\n" + Lab.WORLD + " # the other\n");
    lab.with(each -> each.withPeers(peers));
  }

  @AfterEach
  void close() throws Exception {
    Networks last = remote;
    if (last != null) {
      last.list().stream()
          .flatMap(each -> each.endpoints().stream())
          .forEach(each -> last.leave(each.containerId()));
      last.close();
    }
    lab.close();
  }

  /** An engine on the other host. */
  private Networks remote() {
    if (remote == null) {
      NetworkOptions options =
          NetworkOptions.of(folder.resolve("state2"), folder.resolve("run"))
              .onHost(folder.resolve("world.ns"), folder.resolve("resolv.conf"))
              .withWarm(0)
              .withPeers(peers);
      remote = Networks.open(options, NetworkListener.NONE);
    }
    return remote;
  }

  private Lab.Guest remoteGuest(String name, String network) {
    Lab.Guest guest = lab.guest(name).in(network);
    var spec =
        new io.drydock.container.ContainerSpec(
            io.drydock.container.ContainerSettings.of("image"),
            io.drydock.container.HostConfig.DEFAULT.withNetworking(guest.networking),
            new LinkedHashMap<>());
    guest.sandbox =
        remote().join(new JoinRequest(guest.id, name, spec, guest.exposed, folder.resolve(name)));
    return guest;
  }

  @Test
  void containersOnTwoHostsReachEachOther() {
    var spec = Lab.spec("wide", "overlay", Map.of(), Lab.pool("10.77.0.0/24"));
    lab.networks().create(spec);
    remote().create(spec);
    Lab.Guest here = lab.guest("here").in("wide").start().listen(80);
    Lab.Guest there = remoteGuest("there", "wide").listen(80);

    // Each host has a part of the addresses of its own, so none is given twice.
    assertThat(here.address()).isEqualTo("10.77.0.2");
    assertThat(there.address()).isEqualTo("10.77.0.129");
    assertThat(here.call(there.address(), 80)).isEqualTo("there 10.77.0.2");
    assertThat(there.call(here.address(), 80)).isEqualTo("here 10.77.0.129");
    // Packets of full size pass as well: the network's MTU leaves room for the outer headers.
    try (var inside = here.namespace();
        var routes = inside.routes()) {
      assertThat(routes.get("eth0").mtu()).isEqualTo(1450);
    }
    lab.restart(here.id);
    assertThat(here.call(there.address(), 80)).startsWith("there");
  }

  @Test
  void aNetworkOfAnotherNumberIsAnotherNetwork() {
    lab.networks().create(Lab.spec("wide", "overlay", Map.of(), Lab.pool("10.77.0.0/24")));
    remote()
        .create(
            Lab.spec(
                "wide", "overlay", Map.of(OverlayPort.NUMBER, "77"), Lab.pool("10.77.0.0/24")));
    Lab.Guest here = lab.guest("here").in("wide").start();
    Lab.Guest there = remoteGuest("there", "wide").listen(80);
    assertThat(here.call(there.address(), 80)).startsWith("failed");
  }

  @Test
  void whatCannotWorkIsRefusedBeforeAnythingIsMade() throws Exception {
    assertThatThrownBy(() -> lab.networks().create(Lab.spec("x", "overlay", Map.of())))
        .hasMessageContaining("needs a --subnet");
    var encrypted = Map.of("encrypted", "");
    assertThatThrownBy(() ->
            lab.networks().create(Lab.spec("x", "overlay", encrypted, Lab.pool("10.77.0.0/24"))))
        .hasMessageContaining("needs a key");
    Files.writeString(peers, "203.0.113.1\n203.0.113.2\n");
    assertThatThrownBy(() ->
            lab.networks().create(Lab.spec("x", "overlay", Map.of(), Lab.pool("10.77.0.0/24"))))
        .hasMessageContaining("none of the overlay network's hosts is this one");
    assertThat(lab.networks().list()).hasSize(3);
  }

  @Test
  void encryptionProtectsOrTheNetworkIsNotMade() throws Exception {
    Path key = folder.resolve("key");
    Files.writeString(key, "correct horse battery staple");
    var options = Map.of("encrypted", "", "io.drydock.network.overlay.key-file", key.toString());
    var spec = Lab.spec("secret", "overlay", options, Lab.pool("10.78.0.0/24"));
    try {
      lab.networks().create(spec);
    } catch (io.drydock.core.DrydockException e) {
      // This kernel has no ESP: then nothing passes in the clear instead.
      assertThat(e).hasMessageContaining("this kernel cannot encrypt overlay networks");
      assertThat(lab.networks().find("secret")).isEmpty();
      try (var routes = lab.host().routes()) {
        assertThat(routes.links()).noneMatch(each -> each.kind().equals("vxlan"));
      }
      return;
    }
    remote().create(spec);
    Lab.Guest here = lab.guest("here").in("secret").start();
    Lab.Guest there = remoteGuest("there", "secret").listen(80);
    assertThat(here.call(there.address(), 80)).startsWith("there");
  }

  @Test
  void hostsShareASubnetInEqualParts() {
    Subnet subnet = Subnet.parse("10.0.0.0/24");
    assertThat(new Peers.Share(2, 3).of(subnet)).hasToString("10.0.0.128/26");
    assertThat(new Peers.Share(0, 1).of(subnet)).isEqualTo(subnet);
    assertThatThrownBy(() -> new Peers.Share(0, 200).of(subnet))
        .hasMessageContaining("too small for 200 hosts");
    assertThat(Peers.of(List.of("10.0.0.1"), "test").addresses()).hasSize(1);
  }
}
