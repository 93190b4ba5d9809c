package io.drydock.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers on the network of a host's interface, beside the host. */
class ParentTest {
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
  void macvlanPutsContainersBesideTheHost() {
    lab.networks()
        .create(Lab.spec("lan", "macvlan", Map.of("parent", "uplink"), Lab.pool("192.0.2.0/24")));
    Lab.Guest one =
        lab.guest("one")
            .in("lan")
            .endpoint("lan", Lab.address("192.0.2.50", ""))
            .start()
            .listen(80);
    Lab.Guest two =
        lab.guest("two").in("lan").endpoint("lan", Lab.address("192.0.2.51", "")).start();
    // The neighbour sees the container itself.
    assertThat(lab.world().call(() -> Lab.call("192.0.2.50", 80))).isEqualTo("one " + Lab.WORLD);
    assertThat(two.call("192.0.2.50", 80)).isEqualTo("one 192.0.2.51");
    assertThat(one.lookUp("two")).containsExactly("192.0.2.51");
    assertThat(lab.networks().audit().warnings())
        .anyMatch(each -> each.contains("beside this host"));
    lab.networks().leave(one.id);
    lab.networks().leave(two.id);
    lab.networks().remove("lan");
  }

  @Test
  void withoutAParentTheyOnlyReachEachOther() {
    lab.networks().create(Lab.spec("lan", "macvlan", Map.of(), Lab.pool("10.66.0.0/24")));
    Lab.Guest one = lab.guest("one").in("lan").start().listen(80);
    Lab.Guest two = lab.guest("two").in("lan").start();
    assertThat(two.call(one.address(), 80)).startsWith("one");
  }

  @Test
  void ipvlanWorksOrIsRefusedByName() {
    lab.networks()
        .create(Lab.spec("lan", "ipvlan", Map.of("parent", "uplink"), Lab.pool("192.0.2.0/24")));
    Lab.Guest one = lab.guest("one").in("lan").endpoint("lan", Lab.address("192.0.2.50", ""));
    try {
      one.start().listen(80);
    } catch (DrydockException e) {
      assertThat(e).hasMessage("this kernel has no ipvlan interfaces");
      assertThat(lab.networks().get("lan").endpoints()).isEmpty();
      return;
    }
    assertThat(lab.world().call(() -> Lab.call("192.0.2.50", 80))).startsWith("one");
  }

  @Test
  void modesAndParentsAreChecked() {
    assertThatThrownBy(
            () -> lab.networks().create(Lab.spec("x", "macvlan", Map.of("macvlan_mode", "odd"))))
        .hasMessage("requested macvlan mode 'odd' is not valid");
    assertThatThrownBy(
            () -> lab.networks().create(Lab.spec("x", "ipvlan", Map.of("parent", "nowhere.5"))))
        .hasMessage("the requested parent interface nowhere.5 was not found on the host");
    assertThatThrownBy(() -> lab.networks().create(Lab.spec("x", "odd", Map.of())))
        .hasMessageContaining("could not find plugin odd");
  }
}
