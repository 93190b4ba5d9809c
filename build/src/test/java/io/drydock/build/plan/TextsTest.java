package io.drydock.build.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.build.remote.GitReference;
import io.drydock.core.DrydockException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small languages inside instructions, and the texts of history entries. */
class TextsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "1500, 1.5µs",
    "2000000, 2ms",
    "1000000000, 1s",
    "1500000000, 1.5s",
    "90000000000, 1m30s",
    "300000000000, 5m0s",
    "3600000000000, 1h0m0s",
    "90061001000000, 25h1m1.001s"
  })
  void writesDurationsAsGoDoes(long nanos, String text) {
    assertThat(GoText.duration(nanos)).isEqualTo(text);
  }

  @Test
  void quotesAsGoDoes() {
    assertThat(GoText.quotedList(List.of("a", "b \"c\"\n\t\\", "é\u0001\u200b")))
        .isEqualTo("[\"a\" \"b \\\"c\\\"\\n\\t\\\\\" \"é\\x01\\u200b\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"755", "0", "07777", "u=rwX,go=rX", "+x", "a-w", "g=u", "u+s,o+t", "u="})
  void acceptsModes(String mode) {
    ModeText.check(mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"64a", "10000", "888", "rw", "u", "u=q", "u=rw,"})
  void refusesOtherModes(String mode) {
    assertThatThrownBy(() -> ModeText.check(mode)).isInstanceOf(DrydockException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "80, 80/tcp",
    "80/UDP, 80/udp",
    "80/, 80/tcp",
    "8080:80, 80/tcp",
    "127.0.0.1:1:80/sctp, 80/sctp",
    "[::1]:1:80, 80/tcp"
  })
  void readsPorts(String word, String port) {
    assertThat(Ports.parse(word)).containsExactly(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/tcp", "x", "-1", "80-", "90-80", "65536", "1.2.3:1:80", "1-2:80-89"})
  void refusesOtherPorts(String word) {
    assertThatThrownBy(() -> Ports.parse(word)).isInstanceOf(DrydockException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "TERM", "SIGTERM", "sigkill", "RTMIN+3", "SIGRTMAX-14"})
  void acceptsSignals(String signal) {
    Signals.check(signal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65", "SIGNOPE", "", "RTMIN+16", "9x"})
  void refusesOtherSignals(String signal) {
    assertThatThrownBy(() -> Signals.check(signal)).isInstanceOf(DrydockException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "./x.git",
        "https://example.com/x",
        "github.com/o/r.git",
        "c:x",
        "ftp://h/r.git"
      })
  void takesOtherTextsForNoRepository(String text) {
    assertThat(GitReference.parse(text)).isEmpty();
  }

  @Test
  void readsRepositories() {
    assertThat(GitReference.parse("https://example.com/r.git#main:dir"))
        .contains(reference("https://example.com/r.git", "main", "dir", ""));
    assertThat(GitReference.parse("https://example.com/r.git?tag=v1&subdir=a%2Fb"))
        .contains(reference("https://example.com/r.git", "refs/tags/v1", "a/b", ""));
    assertThat(GitReference.parse("git@example.com:r?commit=abc"))
        .contains(reference("git@example.com:r", "abc", "", "abc"));
    assertThat(GitReference.parse("ssh://h/r?keep-git-dir&submodules=0").orElseThrow())
        .isEqualTo(
            new GitReference(
                "ssh://h/r", "", "", "", Optional.of(true), Optional.of(false), false));
  }

  @Test
  void readsMoreRepositoriesWhereAContextIsMeant() {
    assertThat(GitReference.parseContext("github.com/o/r#v1:sub"))
        .contains(reference("https://github.com/o/r", "v1", "sub", ""));
    assertThat(GitReference.parseContext("file:///srv/r.git"))
        .contains(reference("file:///srv/r.git", "", "", ""));
    assertThat(GitReference.parse("file:///srv/r.git")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/r.git#--upload-pack=touch",
        "https://h/r.git?mtime=now",
        "https://h/r.git?x=1",
        "https://h/r.git?ref=",
        "https://h/r.git?ref=a&ref=b",
        "https://h/r.git?ref=a#b",
        "https://h/r.git?tag=a&branch=b",
        "https://h/r.git?submodules=maybe"
      })
  void refusesRepositoriesWithQueriesThatMakeNoSense(String text) {
    assertThatThrownBy(() -> GitReference.parse(text)).isInstanceOf(DrydockException.class);
  }

  private static GitReference reference(
      String remote, String ref, String subdirectory, String checksum) {
    return new GitReference(
        remote, ref, subdirectory, checksum, Optional.empty(), Optional.empty(), false);
  }
}
