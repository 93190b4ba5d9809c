package io.drydock.engine.network.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Subnets and addresses are chosen without overlap and written as others write them. */
class AddressTest {
  @Property(tries = 300)
  void textsOfIpv6AddressesAreReadBack(
      @ForAll @Size(16) byte[] bytes, @ForAll @IntRange(max = 8) int zeros) throws Exception {
    for (int i = 0; i < zeros * 2; i++) {
      bytes[i] = 0;
    }
    InetAddress address = InetAddress.getByAddress(bytes);
    if (address instanceof java.net.Inet6Address) {
      assertThat(Subnet.address(Subnet.text(address))).isEqualTo(address);
    }
  }

  @Test
  void ipv6IsShortenedAsTheStandardAsks() {
    assertThat(Stream.of("::", "::1", "fd00::1:0:0:1", "1:0:0:2:0:0:0:3", "1:2:3:4:5:6:0:8"))
        .allSatisfy(each -> assertThat(Subnet.address(each)).isNotNull());
    assertThat(Subnet.text(Subnet.address("0:0:0:0:0:0:0:0"))).isEqualTo("::");
    assertThat(Subnet.text(Subnet.address("0:0:0:0:0:0:0:1"))).isEqualTo("::1");
    assertThat(Subnet.text(Subnet.address("1:0:0:2:0:0:0:3"))).isEqualTo("1:0:0:2::3");
    assertThat(Subnet.text(Subnet.address("1:2:3:4:5:6:0:8"))).isEqualTo("1:2:3:4:5:6:0:8");
    assertThat(Subnet.parse("FD00:0::5/64")).hasToString("fd00::/64");
  }

  @Test
  void aPoolGivesEachAddressOnceAndTheLowestFirst() {
    Subnet subnet = Subnet.parse("10.0.0.0/29");
    var pool = new AddressPool(subnet, subnet);
    assertThat(pool.take(Subnet.address("10.0.0.1"))).isTrue();
    assertThat(pool.take(Subnet.address("10.0.0.1"))).isFalse();
    Set<String> taken = new HashSet<>();
    for (var each = pool.take(); each.isPresent(); each = pool.take()) {
      assertThat(taken.add(Subnet.text(each.get()))).isTrue();
    }
    assertThat(taken)
        .containsExactlyInAnyOrder("10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6");
    pool.release(Subnet.address("10.0.0.4"));
    assertThat(pool.take()).contains(Subnet.address("10.0.0.4"));
    assertThat(pool.take()).isEmpty();
  }

  @Test
  void aRangeIsKeptTo() {
    var pool = new AddressPool(Subnet.parse("10.0.0.0/16"), Subnet.parse("10.0.5.0/31"));
    assertThat(pool.take()).contains(Subnet.address("10.0.5.0"));
    assertThat(pool.take()).contains(Subnet.address("10.0.5.1"));
    assertThat(pool.take()).isEmpty();
    assertThat(pool.take(Subnet.address("10.0.9.9"))).isTrue();
  }

  @Test
  void subnetsAvoidWhatIsInUse() {
    var blocks =
        List.of(
            new Subnets.Block(Subnet.parse("172.17.0.0/16"), 16),
            new Subnets.Block(Subnet.parse("192.168.0.0/16"), 20));
    assertThat(Subnets.choose(blocks, List.of())).hasToString("172.17.0.0/16");
    assertThat(
            Subnets.choose(
                blocks, List.of(Subnet.parse("172.17.5.0/24"), Subnet.parse("192.168.1.0/24"))))
        .hasToString("192.168.16.0/20");
    assertThatThrownBy(() -> Subnets.choose(blocks, List.of(Subnet.parse("0.0.0.0/0"))))
        .hasMessage("all predefined address pools have been fully subnetted");
    assertThat(Subnets.uniqueLocal(0x12_3456_789aL).base()).hasToString("fd12:3456:789a::/48");
  }

  @Property(tries = 200)
  void containmentIsThatOfNumbers(@ForAll int address, @ForAll @IntRange(max = 32) int prefix) {
    BigInteger number = BigInteger.valueOf(address & 0xffff_ffffL);
    var subnet = new Subnet(number, prefix, 32);
    assertThat(subnet.contains(number)).isTrue();
    assertThat(subnet.contains(subnet.last().add(BigInteger.ONE))).isFalse();
    assertThat(Subnet.parse(subnet.toString())).isEqualTo(subnet);
  }
}
