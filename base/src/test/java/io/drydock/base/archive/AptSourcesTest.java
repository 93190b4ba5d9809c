package io.drydock.base.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {
  @TempDir private Path machine;

  @Test
  @DisplayName("Sources in deb822 style are read, with suites, keys and what is turned off")
  void readsDeb822() throws IOException {
    write(
        "etc/apt/sources.list.d/debian.sources",
        """
        Types: deb deb-src
        # a comment
        URIs: http://mirror.example/debian
        Suites: bookworm bookworm-updates
        Components: main contrib
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

        Types: deb
        Enabled: no
        URIs: http://off.example/debian
        Suites: bookworm
        Components: main

        Types: deb-src
        URIs: http://source.example/debian
        Suites: bookworm
        Components: main

        Types: deb
        URIs: https://inline.example/debian-security
        Suites: bookworm-security
        Components: main
        Check-Valid-Until: no
        Signed-By:
         -----BEGIN PGP PUBLIC KEY BLOCK-----
         .
         abc
         -----END PGP PUBLIC KEY BLOCK-----
        """);
    List<Repository> found = AptSources.read(machine).repositories();
    assertThat(found)
        .extracting(Repository::toString)
        .containsExactly(
            "http://mirror.example/debian bookworm",
            "http://mirror.example/debian bookworm-updates",
            "https://inline.example/debian-security bookworm-security");
    assertThat(found.getFirst().components()).containsExactly("main", "contrib");
    assertThat(found.getFirst().keyring().describe())
        .isEqualTo(machine + "/usr/share/keyrings/debian-archive-keyring.gpg");
    assertThat(found.getLast().checkValidUntil()).isFalse();
    assertThat(found.getLast().keyring())
        .isEqualTo(
            new Keyring.Inline(
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n-----END PGP PUBLIC KEY BLOCK-----\n"));
  }

  @Test
  @DisplayName("Sources in one-line style are read; flat and unreachable ones don't count")
  void readsOneLine() throws IOException {
    write(
        "etc/apt/sources.list",
        """
        # deb http://comment.example/debian bookworm main
        deb [arch=amd64 signed-by=/k.gpg check-valid-until=no] http://a.example/debian bookworm main # x
        deb-src http://b.example/debian bookworm main
        deb cdrom:[Debian]/ bookworm main
        deb http://flat.example/ ./
        """);
    Repository only = AptSources.read(machine).repositories().getFirst();
    assertThat(AptSources.read(machine).repositories()).hasSize(1);
    assertThat(only).hasToString("http://a.example/debian bookworm");
    assertThat(only.keyring().describe()).isEqualTo(machine + "/k.gpg");
    assertThat(only.checkValidUntil()).isFalse();
  }

  @Test
  @DisplayName("A release comes with its updates and security fixes, from the machine's mirrors")
  void choosesMirrors() throws IOException {
    write(
        "etc/apt/sources.list",
        """
        deb http://other.example/tools stable main
        deb http://mirror.example/debian bookworm main
        deb http://mirror.example/debian-security bookworm-security main
        """);
    AptSources sources = AptSources.read(machine);
    assertThat(sources.forSuite("trixie", List.of("main")))
        .extracting(Repository::toString)
        .containsExactly(
            "http://mirror.example/debian trixie",
            "http://mirror.example/debian trixie-updates",
            "http://mirror.example/debian-security trixie-security");
    assertThat(sources.forSuite("sid", List.of("main")))
        .extracting(Repository::toString)
        .containsExactly("http://mirror.example/debian sid");
  }

  @Test
  @DisplayName("A machine without apt sources uses Debian's own servers")
  void usesDebianWithoutSources() {
    assertThat(AptSources.read(machine).forSuite("bookworm", List.of("main")))
        .extracting(each -> each.mirror().getPath())
        .containsExactly("/debian", "/debian", "/debian-security");
  }

  private void write(String path, String text) throws IOException {
    Path file = machine.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
