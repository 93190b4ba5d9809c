package io.drydock.base.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.base.definition.BaseDefinition.Mode;
import io.drydock.base.resolve.Wanted;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("Everything that a definition says is read")
  void readsAll() throws IOException {
    BaseDefinition read =
        read(
            """
            image: [app:1, registry.example/app]
            mode: distroless
            suite: trixie
            components: [main, contrib]
            packages: [nginx, curl=8.1-2, jq/sid]
            without: [perl-base]
            exclude: [docs, "/usr/share/x/*"]
            users:
              - { name: app, uid: 1000, home: /srv, shell: /bin/sh }
            groups:
              - { name: ops, gid: 50, members: [app] }
            directories:
              - { path: /data/, mode: 0750, owner: 1000 }
            files:
              - path: /etc/app.conf
                content: |
                  port = 22:22
                mode: "0600"
                owner: 1000:50
            symlinks:
              /usr/bin/app: ../lib/app
            env:
              ON: yes
              PORT: 0o17
            entrypoint: [/usr/bin/app]
            cmd: []
            expose: [80, 53/udp]
            """);
    assertThat(read.images())
        .extracting(ImageReference::familiar)
        .containsExactly("app:1", "registry.example/app:latest");
    assertThat(read.mode()).isEqualTo(Mode.DISTROLESS);
    assertThat(read.packages())
        .extracting(Wanted::toString)
        .containsExactly("nginx", "curl=8.1-2", "jq/sid");
    assertThat(read.packages().getLast().location().line()).isEqualTo(5);
    assertThat(read.accounts().users().getFirst())
        .isEqualTo(new BaseDefinition.User("app", 1000, 1000, "/srv", "/bin/sh"));
    assertThat(read.contents().directories())
        .containsExactly(new BaseDefinition.Directory("data", 0750, 1000, 1000));
    assertThat(read.contents().files())
        .containsExactly(
            new BaseDefinition.InlineFile("etc/app.conf", "port = 22:22\n", 0600, 1000, 50));
    assertThat(read.contents().symlinks()).containsEntry("usr/bin/app", "../lib/app");
    assertThat(read.runSettings().env()).containsEntry("ON", "yes").containsEntry("PORT", "0o17");
    assertThat(read.runSettings().cmd()).contains(List.of());
    assertThat(read.exclude().excludes("usr/share/doc/x/changelog.gz")).isTrue();
    assertThat(read.exclude().excludes("usr/share/doc/x/copyright")).isFalse();
  }

  @Test
  @DisplayName("A definition takes over what the one it is from says, and says more or otherwise")
  void buildsUponAnother() throws IOException {
    Files.writeString(
        directory.resolve("below.yaml"),
        """
        image: below
        mode: distroless
        suite: trixie
        packages: [libc6]
        env: { A: 1, B: 1 }
        entrypoint: [a]
        cmd: [b]
        """);
    BaseDefinition read =
        read("from: below.yaml\nimage: above\npackages: [zlib1g]\nenv: {B: 2}\nentrypoint: [c]\n");
    assertThat(read.displayName()).isEqualTo("above:latest");
    assertThat(read.mode()).isEqualTo(Mode.DISTROLESS);
    assertThat(read.archive().main().suite()).isEqualTo("trixie");
    assertThat(read.packages()).extracting(Wanted::name).containsExactly("libc6", "zlib1g");
    assertThat(read.runSettings().env())
        .containsExactlyInAnyOrderEntriesOf(java.util.Map.of("A", "1", "B", "2"));
    assertThat(read.runSettings().entrypoint()).contains(List.of("c"));
    assertThat(read.runSettings().cmd()).isEmpty();
    assertThat(read.sources()).hasSize(2);
  }

  @DisplayName("What is wrong is said with its line and column")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "suite: x\\nimge: a          | 2 | 1  | unknown key \"imge\"",
        "suite: x\\nimage: A:b       | 2 | 8  | invalid reference format",
        "image: a                    | 1 | 1  | \"suite\" is missing",
        "image: a\\nsuite: x\\nmode: fat | 3 | 7 | slim or distroless",
        "image: a\\nsuite: x\\nusers: [{name: A, uid: 1}] | 3 | 16 | cannot be an account's name",
        "image: a\\nsuite: x\\nusers: [{name: a}] | 3 | 9 | \"uid\" is missing",
        "image: a\\nsuite: x\\nfiles: [{path: a/b, content: c}] | 3 | 16 | no absolute path",
        "image: a\\nsuite: x\\nfiles: [{path: /a/../b, content: c}] | 3 | 16 | no absolute path",
        "image: a\\nimage: b         | 2 | 1  | stands here twice",
        "image: a\\nsuite: x\\nwithout: [b] | 3 | 10 | slim",
        "image: a\\nsuite: x\\nmode: distroless\\nrun: [b] | 4 | 6 | no shell",
        "image: a\\nsuite: [x         | 2 | 8  | expected",
        "- a                         | 1 | 0  | a base definition is a mapping",
      })
  void refuses(String yaml, int line, int column, String message) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.INVALID);
              assertThat(e.getMessage()).contains(message);
              SourceLocation place = e.location().orElseThrow();
              assertThat(place.line()).isEqualTo(line);
              if (!message.equals("expected")) {
                assertThat(place.column()).isEqualTo(column);
              }
            });
  }

  @Test
  @DisplayName("A misspelt key is met with the right one")
  void suggestsKey() {
    assertThatThrownBy(() -> read("image: a\nsuite: x\npakages: [b]\n"))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> assertThat(e.hint()).contains("Did you mean \"packages\"?"));
  }

  private BaseDefinition read(String yaml) throws IOException {
    return DefinitionReader.read(Files.writeString(directory.resolve("base.yaml"), yaml));
  }
}
