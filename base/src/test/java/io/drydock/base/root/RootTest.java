package io.drydock.base.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.base.debian.DebFile;
import io.drydock.base.root.Root.Metadata;
import io.drydock.base.testing.TestPackage;
import io.drydock.core.DrydockException;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootTest {
  private static final Metadata PLAIN = Metadata.ofRoot(0644, Instant.ofEpochSecond(1_700_000_000));

  @TempDir private Path temporary;

  static Stream<String> kinds() {
    return Stream.of("spooled", "directory");
  }

  private Root root(String kind) throws IOException {
    return kind.equals("spooled")
        ? new SpooledRoot(temporary.resolve("spool"))
        : new DirectoryRoot(Files.createDirectory(temporary.resolve("root")));
  }

  @DisplayName("Paths through a link to a directory lead where the link leads")
  @ParameterizedTest
  @MethodSource("kinds")
  void followsLinks(String kind) throws IOException {
    Root root = root(kind);
    MergedUsr.prepare(root, List.of(), Instant.EPOCH);
    root.file("bin/sh", PLAIN, "#!");
    root.symlink("opt/abs", "/usr/bin", PLAIN);
    root.file("opt/abs/x", PLAIN, "x");
    assertThat(root.read("usr/bin/sh")).contains("#!");
    assertThat(root.read("usr/bin/x")).contains("x");
    assertThat(root.find("bin").orElseThrow().isSymlink()).isTrue();
    root.directory("bin", PLAIN);
    assertThat(root.find("bin").orElseThrow().isSymlink()).as("a directory over its link").isTrue();
  }

  @DisplayName("No link and no dots lead out of the root")
  @ParameterizedTest
  @MethodSource("kinds")
  void staysInside(String kind) throws IOException {
    Root root = root(kind);
    root.symlink("out", "../../../etc", PLAIN);
    root.file("out/passwd", PLAIN, "inside");
    root.file("../../shadow", PLAIN, "inside");
    assertThat(root.read("etc/passwd")).contains("inside");
    assertThat(root.read("shadow")).contains("inside");
    root.symlink("loop", "loop", PLAIN);
    assertThatThrownBy(() -> root.file("loop/x", PLAIN, "")).hasMessageContaining("too many links");
  }

  @DisplayName("Names of one file share their bytes, and what replaces one leaves the other")
  @ParameterizedTest
  @MethodSource("kinds")
  void sharesHardLinks(String kind) throws IOException {
    Root root = root(kind);
    root.file("a", PLAIN, "one");
    root.hardLink("b", "a");
    root.hardLink("c", "b");
    var nodes = root.nodes();
    assertThat(nodes.values())
        .extracting(each -> each.entry().linkGroup())
        .allMatch(group -> group != 0)
        .hasSize(3)
        .containsOnly(root.find("a").orElseThrow().linkGroup());
    root.file("b", PLAIN, "two");
    assertThat(root.read("a")).contains("one");
    assertThat(root.read("b")).contains("two");
  }

  @DisplayName("Removing a directory takes all in it, and nothing beside it")
  @ParameterizedTest
  @MethodSource("kinds")
  void removesTrees(String kind) throws IOException {
    Root root = root(kind);
    root.file("a/b/c", PLAIN, "");
    root.file("a-b", PLAIN, "");
    root.file("a0", PLAIN, "");
    root.remove("a");
    assertThat(root.nodes().keySet()).containsExactly("a-b", "a0");
    assertThat(root.list("")).containsExactly("a-b", "a0");
  }

  @DisplayName("A package's data is unpacked, whatever it is compressed with")
  @ParameterizedTest
  @ValueSource(strings = {"", ".gz", ".xz", ".zst"})
  void unpacks(String compression) throws IOException {
    Path file = temporary.resolve("x.deb");
    Files.write(
        file,
        TestPackage.of("x", "1")
            .compression(compression)
            .directory("/")
            .directory("/usr")
            .directory("/usr/bin")
            .file("/usr/bin/tool", 04755, "tool")
            .hardLink("/usr/bin/tool2", "/usr/bin/tool")
            .symlink("/usr/bin/t", "tool")
            .file("/usr/" + "long".repeat(40) + "/ünï", "x")
            .toDeb());
    try (var root = new SpooledRoot(temporary.resolve("spool"))) {
      List<String> paths = new Unpacker(root).unpack(new DebFile(file));
      assertThat(paths).startsWith("/.", "/usr", "/usr/bin", "/usr/bin/tool");
      Entry tool = root.find("usr/bin/tool").orElseThrow();
      assertThat(tool.mode()).isEqualTo(04755);
      assertThat(tool.linkGroup()).isNotZero();
      assertThat(root.find("usr/bin/t").orElseThrow().linkTarget()).isEqualTo("tool");
      assertThat(root.read("usr/" + "long".repeat(40) + "/ünï")).contains("x");
    }
  }

  @Test
  @DisplayName("What is no package is refused by name")
  void refusesJunk() throws IOException {
    Path file = Files.write(temporary.resolve("junk.deb"), "junk".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> new DebFile(file).control())
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("junk.deb");
  }
}
