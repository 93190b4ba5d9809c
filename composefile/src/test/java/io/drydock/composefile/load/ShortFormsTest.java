package io.drydock.composefile.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines, ports and paths as docker compose reads them. */
class ShortFormsTest {
  @Test
  void splitsCommandLinesAtSpacesOutsideOfQuotes() {
    assertThat(ShellWords.split("echo 'a b' \"c \\\" d\" e\\ f g\\nh"))
        .containsExactly("echo", "a b", "c \" d", "e f", "gnh");
    assertThat(ShellWords.split("a '' \"\" b")).containsExactly("a", "", "", "b");
    assertThat(ShellWords.split(" a\tb\nc ")).containsExactly("a", "b", "c");
    assertThat(ShellWords.split("echo 'a\\nb' \"a\\nb\"")).containsExactly("echo", "a\\nb", "anb");
    assertThat(ShellWords.split("a#b # c")).containsExactly("a#b", "#", "c");
    assertThat(ShellWords.split("")).isEmpty();
  }

  @Test
  void keepsSubstitutionsInOneWordAndDropsWhatFollowsAnOperator() {
    assertThat(ShellWords.split("a `ls b` x`ls` $(ls c) x=$(y z)w"))
        .containsExactly("a", "`ls b`", "x`ls`", "$(ls c)", "x=$(y z)w");
    assertThat(ShellWords.split("echo a && b")).containsExactly("echo", "a");
    assertThat(ShellWords.split("a b|c")).containsExactly("a", "b");
    assertThat(ShellWords.split("echo 2>x")).containsExactly("echo");
    assertThat(ShellWords.split("a \"x;y\" z;w")).containsExactly("a", "x;y", "z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo \"x", "echo 'x", "a `b", "a (b c)", "a ) b", "a $( b", "a b\\"})
  void refusesQuotesThatAreNotClosed(String line) {
    assertThatThrownBy(() -> ShellWords.split(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsPortsOneByOne() {
    assertThat(PortSpec.parse("80")).containsExactly(new PortSpec("", "", 80, "tcp"));
    assertThat(PortSpec.parse("8080:80/UDP")).containsExactly(new PortSpec("", "8080", 80, "udp"));
    assertThat(PortSpec.parse("127.0.0.1::80"))
        .containsExactly(new PortSpec("127.0.0.1", "", 80, "tcp"));
    assertThat(PortSpec.parse("[::1]:8000:80"))
        .containsExactly(new PortSpec("::1", "8000", 80, "tcp"));
    assertThat(PortSpec.parse("::1:8000:80"))
        .containsExactly(new PortSpec("::1", "8000", 80, "tcp"));
    assertThat(PortSpec.parse(":90")).containsExactly(new PortSpec("", "", 90, "tcp"));
  }

  @Test
  void readsRangesOfPorts() {
    assertThat(PortSpec.parse("9-10:99-100"))
        .containsExactly(new PortSpec("", "10", 100, "tcp"), new PortSpec("", "9", 99, "tcp"));
    assertThat(PortSpec.parse("8000-9000:80"))
        .containsExactly(new PortSpec("", "8000-9000", 80, "tcp"));
    assertThat(PortSpec.parse("3000-3001"))
        .extracting(PortSpec::target)
        .isEqualTo(List.of(3000, 3001));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "80:", "80/icmp", "70000", "90-80", "1-3:1-2", "1.2.3:80:80", "-1"})
  void refusesWhatIsNoPort(String spec) {
    assertThatThrownBy(() -> PortSpec.parse(spec)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0", "255.1.2.3", "::", "::1", "1::", "fe80::1:2", "::ffff:1.2.3.4"})
  void knowsAddresses(String address) {
    assertThat(IpAddresses.isAddress(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.256",
        "01.2.3.4",
        "1:2",
        "1::2::3",
        "g::",
        "1:2:3:4:5:6:7:8:9"
      })
  void knowsWhatIsNoAddress(String address) {
    assertThat(IpAddresses.isAddress(address)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/a, b/../c, /a/c",
    "'', ./x, x",
    "'', ., .",
    "a, .., .",
    "a, ../.., ..",
    "/, ../x, /x",
    "/a//b, '', /a/b"
  })
  void joinsPaths(String folder, String path, String joined) {
    assertThat(PathText.join(folder, path)).isEqualTo(joined);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/c, ../c",
    "/a, /a/b/c, b/c",
    "/a, /a, .",
    "'', x/y, x/y",
    "x, /y, /y",
    "../x, y, y"
  })
  void findsTheWayFromAFolder(String folder, String path, String way) {
    assertThat(PathText.relativize(folder, path)).isEqualTo(way);
  }
}
