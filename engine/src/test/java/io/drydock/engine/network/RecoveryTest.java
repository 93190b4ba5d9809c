package io.drydock.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.linux.network.Link;
import io.drydock.linux.network.LinkKind;
import io.drydock.linux.network.RouteSocket;
import io.drydock.linux.network.RouteSocket.NewLink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After an engine that was killed, containers have what they had, and nothing is left of others.
 */
class RecoveryTest {
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
  void theRunningAreServedAgainAndTheDeadAreCleanedUp() throws Exception {
    lab.networks().create(Lab.spec("net", "", Map.of()));
    Lab.Guest web = lab.guest("web").in("net").publish("80/tcp", "", "8080").start().listen(80);
    Lab.Guest dead = lab.guest("dead").in("net").publish("80/tcp", "", "9090").start();
    Path namespaceOfDead = dead.sandbox().namespace().orElseThrow();
    try (RouteSocket routes = lab.host().routes()) {
      // What a join that was killed half-way leaves.
      routes.add(NewLink.named("ddv0123456789a"), new LinkKind.Bridge());
      routes.add(NewLink.named("foreign"), new LinkKind.Bridge());
    }
    Path orphan = folder.resolve("run/namespaces/orphan");
    io.drydock.linux.network.NetworkNamespace.create(orphan).close();

    lab.restart(web.id);

    assertThat(lab.networks().sandbox(web.id)).contains(web.sandbox());
    assertThat(lab.networks().sandbox(dead.id)).isEmpty();
    assertThat(Files.exists(namespaceOfDead)).isFalse();
    assertThat(Files.exists(orphan)).isFalse();
    try (RouteSocket routes = lab.host().routes()) {
      List<String> names = routes.links().stream().map(Link::name).toList();
      assertThat(names).contains("foreign").doesNotContain("ddv0123456789a");
      assertThat(names).filteredOn(each -> each.startsWith("ddv")).hasSize(1);
    }
    assertThat(lab.world().call(() -> Lab.call(Lab.HOST, 8080))).startsWith("web");
    assertThat(lab.host().call(() -> Lab.call("::1", 8080))).startsWith("web");
    assertThat(lab.world().call(() -> Lab.call(Lab.HOST, 9090))).startsWith("failed");
    assertThat(web.lookUp("web")).containsExactly("172.18.0.2");

    // The dead one's address is free again, the living one's is not.
    Lab.Guest next = lab.guest("next").in("net").start();
    assertThat(next.address()).isEqualTo("172.18.0.3");
    assertThat(next.lookUp("web")).containsExactly("172.18.0.2");
    assertThat(web.lookUp("next")).containsExactly("172.18.0.3");
  }

  @Test
  void networksOutliveTheirInterfaces() {
    Network made = lab.networks().create(Lab.spec("net", "", Map.of()));
    try (RouteSocket routes = lab.host().routes()) {
      routes.links().stream()
          .filter(each -> each.kind().equals("bridge"))
          .forEach(each -> routes.delete(each.name()));
    }
    lab.restart();
    assertThat(lab.networks().get("net")).isEqualTo(made);
    Lab.Guest one = lab.guest("one").in("net").start().listen(80);
    assertThat(lab.guest("two").in("net").start().call(one.address(), 80)).startsWith("one");
  }

  @Test
  void manyAtOnceGetDifferentAddressesAndPorts() throws Exception {
    lab.networks().create(Lab.spec("net", "", Map.of()));
    var joins =
        java.util.stream.IntStream.range(0, 12)
            .<Callable<Lab.Guest>>mapToObj(
                i -> () -> lab.guest("c" + i).in("net").publish("80/tcp", "", "").start())
            .toList();
    var addresses = new HashSet<String>();
    var ports = new HashSet<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(joins)) {
        addresses.add(each.get().address());
        ports.add(each.get().sandbox().ports().getFirst().hostPort());
      }
    }
    assertThat(addresses).hasSize(12);
    assertThat(ports).hasSize(12);
    Lab.Guest asking = lab.guest("asking").in("net").start();
    assertThat(asking.lookUp("c7")).hasSize(1);
  }
}
