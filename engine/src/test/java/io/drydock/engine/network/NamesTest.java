package io.drydock.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.linux.network.NetworkNamespace;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers in user-defined networks find each other by name. */
class NamesTest {
  private static final int A = 1;
  private static final int PTR = 12;
  private static final int AAAA = 28;
  private static final int NO_SUCH_NAME = 3;
  private static final int SERVER_FAILURE = 2;

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

  private static Dig ask(Lab.Guest who, String name, int type) {
    return who.inside(() -> Dig.of("127.0.0.11", name, type));
  }

  @Test
  void namesAliasesAndIdsLeadToAddressesAndBack() throws Exception {
    lab.networks()
        .create(Lab.spec("net", "", Map.of(), Lab.pool("10.9.0.0/24"), Lab.pool("fd01::/64")));
    Lab.Guest db = lab.guest("db").in("net").endpoint("net", Lab.aliases("Data")).start();
    Lab.Guest web = lab.guest("web").in("net").start();

    assertThat(ask(web, "db", A)).isEqualTo(new Dig(0, List.of("10.9.0.2")));
    assertThat(ask(web, "DB", A).texts()).containsExactly("10.9.0.2");
    assertThat(ask(web, "data", A).texts()).containsExactly("10.9.0.2");
    assertThat(ask(web, db.id.substring(0, 12), A).texts()).containsExactly("10.9.0.2");
    assertThat(ask(web, "db.net", A).texts()).containsExactly("10.9.0.2");
    assertThat(ask(web, "db", AAAA).texts()).containsExactly("fd01:0:0:0:0:0:0:2");
    assertThat(ask(web, "2.0.9.10.in-addr.arpa", PTR).texts()).containsExactly("db.net");
    assertThat(web.<Dig>inside(() -> Dig.overTcp("127.0.0.11", "db", A)).texts())
        .containsExactly("10.9.0.2");
    assertThat(Files.readString(web.sandbox().files().resolvConf()))
        .contains("nameserver 127.0.0.11\n")
        .contains("search lab.test\n")
        .contains("options ndots:0\n");

    lab.networks().rename(db.id, "database");
    assertThat(ask(web, "database", A).texts()).containsExactly("10.9.0.2");
    lab.networks().leave(db.id);
    assertThat(ask(web, "database", A).texts()).isEmpty();
  }

  @Test
  void aNameWithoutTheFamilyIsThereAllTheSame() {
    lab.networks().create(Lab.spec("net", "", Map.of()));
    lab.guest("db").in("net").start();
    Lab.Guest web = lab.guest("web").in("net").start();
    assertThat(ask(web, "db", AAAA)).isEqualTo(new Dig(0, List.of()));
  }

  @Test
  void aSharedAliasGoesRound() {
    lab.networks().create(Lab.spec("net", "", Map.of()));
    lab.guest("one").in("net").endpoint("net", Lab.aliases("service")).start();
    lab.guest("two").in("net").endpoint("net", Lab.aliases("service")).start();
    Lab.Guest web = lab.guest("web").in("net").start();
    var first = new HashSet<String>();
    for (int i = 0; i < 4; i++) {
      List<String> found = ask(web, "service", A).texts();
      assertThat(found).hasSize(2);
      first.add(found.getFirst());
    }
    assertThat(first).containsExactlyInAnyOrder("172.18.0.2", "172.18.0.3");
  }

  @Test
  void linksAreNamesOfOneContainerAlone() {
    lab.networks().create(Lab.spec("net", "", Map.of()));
    lab.guest("db").in("net").start();
    Lab.Guest web =
        lab.guest("web").in("net").names(List.of(), List.of(), List.of("db:store")).start();
    Lab.Guest other = lab.guest("other").in("net").start();
    assertThat(ask(web, "store", A).texts()).containsExactly("172.18.0.2");
    assertThat(ask(other, "store", A).texts()).isEmpty();
  }

  @Test
  void otherNamesAreAskedOfTheHostsResolversOrTheChosenOnes() throws Exception {
    lab.networks().create(Lab.spec("net", "", Map.of()));
    Lab.Guest web = lab.guest("web").in("net").start();
    lab.worldAnswers(7);
    assertThat(ask(web, "example.test", A).texts()).containsExactly("7.7.7.7");
    assertThat(web.<Dig>inside(() -> Dig.overTcp("127.0.0.11", "example.test", A)).texts())
        .containsExactly("7.7.7.7");
    Lab.Guest server = lab.guest("server").in("net").start();
    try (NetworkNamespace inside = server.namespace();
        DatagramChannel resolver = Lab.resolver(inside, "0.0.0.0", () -> 9)) {
      assertThat(resolver.isOpen()).isTrue();
      Lab.Guest asking =
          lab.guest("asking")
              .in("net")
              .names(List.of(server.address()), List.of(), List.of())
              .start();
      assertThat(ask(asking, "example.test", A).texts()).containsExactly("9.9.9.9");
      assertThat(ask(asking, "server", A).texts()).containsExactly(server.address());
    }
  }

  @Test
  void aConfinedContainerAsksNobodyOutside() throws Exception {
    lab.networks().create(Lab.internal("inside"));
    Lab.Guest web = lab.guest("web").in("inside").start();
    lab.worldAnswers(7);
    assertThat(ask(web, "secret.example.test", A)).isEqualTo(new Dig(SERVER_FAILURE, List.of()));
    assertThat(ask(web, "unknown", A)).isEqualTo(new Dig(NO_SUCH_NAME, List.of()));
  }

  @Test
  void aContainerMayListenOnTheDnsPortItself() {
    lab.networks().create(Lab.spec("net", "", Map.of()));
    Lab.Guest dns = lab.guest("dns").in("net").start().listenDatagrams(53).listen(53);
    assertThat(ask(dns, "dns", A).texts()).containsExactly("172.18.0.2");
    Lab.Guest web = lab.guest("web").in("net").start();
    assertThat(web.<String>inside(() -> Lab.ask("172.18.0.2", 53))).isEqualTo("dns");
  }
}
