package io.drydock.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.base.BaseBuilder.Built;
import io.drydock.base.BaseBuilder.Versions;
import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.definition.DefinitionReader;
import io.drydock.base.progress.BaseProgress;
import io.drydock.base.testing.TestArchive;
import io.drydock.base.testing.TestPackage;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Images.Image;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseBuilderTest {
  private static final Platform AMD64 = Platform.of("linux", "amd64", "");

  private static final TestPackage TOOL =
      TestPackage.of("tool", "1.0-1")
          .depends("libtool1 (>= 1), debconf")
          .control("md5sums", "00000000000000000000000000000000  usr/bin/tool\n")
          .directory("/usr")
          .directory("/usr/bin")
          .file("/bin/tool", 0755, "tool")
          .hardLink("/usr/bin/tool-too", "/bin/tool")
          .file("/usr/share/doc/tool/changelog", "long")
          .file("/usr/share/doc/tool/copyright", "short");
  private static final TestPackage LIBRARY =
      TestPackage.of("libtool1", "1.2").compression(".zst").file("/usr/lib/libtool.so.1", "lib");
  private static final TestPackage DEBCONF = TestPackage.of("debconf", "1").file("/usr/bin/x", "");

  @TempDir private Path temporary;
  private TestArchive archive;
  private Path file;

  @BeforeEach
  void publish() throws IOException {
    archive = new TestArchive(temporary.resolve("mirror"));
    archive.publish("stable", TOOL, LIBRARY, DEBCONF);
    file = temporary.resolve("tool.yaml");
    define("");
  }

  private void define(String more) throws IOException {
    Files.writeString(
        file,
        "image: [tool:1, tool]\nmode: distroless\nsuite: stable\npackages: [tool]\n"
            + "mirror: "
            + archive.uri()
            + "\nsigned-by: "
            + archive.keyring()
            + "\nexclude: [docs]\n"
            + more);
  }

  @Test
  @DisplayName(
      "A distroless base holds its packages' files, their records and accounts, nothing more")
  void makesDistroless() throws IOException {
    define(
        """
        users:
          - { name: app, uid: 1000, home: /srv/app }
        files:
          - { path: /etc/motd, content: "hello\\n" }
        hardlinks:
          /usr/bin/tool: [third]
        entrypoint: [/usr/bin/tool]
        env: { MODE: test }
        """);
    try (Store store = Store.open(temporary.resolve("store"))) {
      build(store, Versions.NEWEST);
      Image image = load(store);
      assertThat(image.config().config().entrypoint()).contains(List.of("/usr/bin/tool"));
      assertThat(image.config().config().environment())
          .containsEntry("MODE", "test")
          .containsKey("PATH");
      FileTree tree = tree(store, image);
      assertThat(text(tree, "usr/bin/tool")).isEqualTo("tool");
      assertThat(text(tree, "usr/lib/libtool.so.1")).isEqualTo("lib");
      assertThat(text(tree, "etc/motd")).isEqualTo("hello\n");
      assertThat(text(tree, "usr/bin/third")).isEqualTo("tool");
      assertThat(tree.find("bin").orElseThrow().linkTarget()).isEqualTo("usr/bin");
      assertThat(text(tree, "etc/passwd"))
          .contains("app:x:1000:1000::/srv/app:/usr/sbin/nologin\n");
      assertThat(tree.find("srv/app").orElseThrow().uid()).isEqualTo(1000);
      assertThat(tree.find("tmp").orElseThrow().mode()).isEqualTo(01777);
      assertThat(text(tree, "var/lib/dpkg/status.d/tool"))
          .contains("Package: tool\nVersion: 1.0-1\n");
      assertThat(text(tree, "var/lib/dpkg/status.d/tool.md5sums")).endsWith("usr/bin/tool\n");
      assertThat(tree.find("usr/share/doc/tool/copyright")).isPresent();
      assertThat(tree.find("usr/share/doc/tool/changelog")).isEmpty();
      assertThat(tree.find("usr/bin/x")).as("debconf, which only scripts need").isEmpty();
      assertThat(tree.children("usr/bin"))
          .extracting(Entry::name)
          .containsExactly("third", "tool", "tool-too");
    }
  }

  @Test
  @DisplayName("The same packages give the same digest, in another store and on another day")
  void isReproducible() throws IOException {
    Descriptor first;
    try (Store store = Store.open(temporary.resolve("one"))) {
      first = build(store, Versions.NEWEST).image();
    }
    archive.sign(
        "stable", archive.release("stable", Instant.now().minusSeconds(3600), "Label: x\n"));
    try (Store store = Store.open(temporary.resolve("two"))) {
      assertThat(build(store, Versions.NEWEST).image()).isEqualTo(first);
    }
  }

  @Test
  @DisplayName("An image that is there is not made again; its lock stays untouched")
  void makesNothingTwice() throws IOException {
    try (Store store = Store.open(temporary.resolve("store"))) {
      assertThat(build(store, Versions.NEWEST).made()).isTrue();
      Path lock = temporary.resolve("tool.lock.json");
      Files.setLastModifiedTime(lock, FileTime.from(Instant.EPOCH));
      assertThat(build(store, Versions.NEWEST).made()).isFalse();
      assertThat(Files.getLastModifiedTime(lock)).isEqualTo(FileTime.from(Instant.EPOCH));
      define("env: { A: b }\n");
      assertThat(build(store, Versions.NEWEST).made()).isTrue();
    }
  }

  @Test
  @DisplayName(
      "A locked build takes what is locked while it can be had, and says so when it cannot")
  void obeysLock() throws IOException {
    Descriptor first;
    try (Store store = Store.open(temporary.resolve("one"))) {
      assertThatThrownBy(() -> build(store, Versions.LOCKED)).hasMessageContaining("has no lock");
      first = build(store, Versions.NEWEST).image();
    }
    var newer = TestPackage.of("tool", "2.0").file("/usr/bin/tool", 0755, "two");
    archive.publish("stable", newer, TOOL, LIBRARY);
    try (Store store = Store.open(temporary.resolve("two"))) {
      assertThat(build(store, Versions.LOCKED).image()).isEqualTo(first);
      assertThat(build(store, Versions.LOCKED_IF_POSSIBLE).made()).isFalse();
      assertThat(build(store, Versions.NEWEST_UNLOCKED).image()).isNotEqualTo(first);
    }
    Files.delete(archive.packageFile(TOOL));
    try (Store store = Store.open(temporary.resolve("three"))) {
      assertThatThrownBy(() -> build(store, Versions.LOCKED))
          .isInstanceOfSatisfying(
              DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND))
          .hasMessageContaining("package tool 1.0-1");
      build(store, Versions.LOCKED_IF_POSSIBLE);
      assertThat(text(tree(store, load(store)), "usr/bin/tool")).isEqualTo("two");
    }
  }

  @Test
  @DisplayName("A lock that does not hold what the definition names is refused with the place")
  void refusesStaleLock() throws IOException {
    try (Store store = Store.open(temporary.resolve("store"))) {
      build(store, Versions.NEWEST);
      Files.writeString(file, Files.readString(file).replace("[tool]\n", "[tool, debconf]\n"));
      assertThatThrownBy(() -> build(store, Versions.LOCKED))
          .isInstanceOfSatisfying(
              DrydockException.class,
              e -> assertThat(e.location().orElseThrow().line()).isEqualTo(4))
          .hasMessageContaining("does not hold debconf");
    }
  }

  @Test
  @DisplayName("A damaged package stops the build and leaves no image, no layer, no scratch")
  void leavesNothingHalfMade() throws IOException {
    byte[] bytes = Files.readAllBytes(archive.packageFile(LIBRARY));
    bytes[bytes.length - 1] ^= 1;
    Files.write(archive.packageFile(LIBRARY), bytes);
    try (Store store = Store.open(temporary.resolve("store"))) {
      assertThatThrownBy(() -> build(store, Versions.NEWEST))
          .hasMessageContaining("package libtool1 1.2")
          .hasMessageContaining("expected")
          .hasMessageContaining("sha256:");
      assertThat(store.images().list()).isEmpty();
    }
    for (String each : List.of("blobs", "tmp", "archive/partial")) {
      try (Stream<Path> left = Files.walk(temporary.resolve("store").resolve(each))) {
        assertThat(left.filter(Files::isRegularFile)).as(each).isEmpty();
      }
    }
  }

  @Test
  @DisplayName(
      "A Dockerfile's name finds its definition; once made it is there without the archive")
  void providesByName() throws IOException {
    try (Store store = Store.open(temporary.resolve("store"))) {
      var bases =
          new Bases(store, List.of(temporary.resolve("nosuch"), temporary), BaseProgress.SILENT);
      assertThat(bases.provide(ImageReference.parse("other"), AMD64, false)).isEmpty();
      Optional<Descriptor> made = bases.provide(ImageReference.parse("tool"), AMD64, false);
      assertThat(made).isPresent();
      assertThat(temporary.resolve("tool.lock.json")).doesNotExist();
      Files.delete(archive.inRelease("stable"));
      assertThat(bases.provide(ImageReference.parse("docker.io/library/tool:1"), AMD64, false))
          .isEqualTo(made);
      assertThatThrownBy(() -> bases.provide(ImageReference.parse("tool"), AMD64, true))
          .hasMessageContaining("has no suite stable");
      Files.writeString(temporary.resolve("other.yaml"), "kind: Deployment\n---\nkind: Service\n");
      assertThat(bases.list(AMD64)).hasSize(1);
      Files.copy(file, temporary.resolve("twin.yaml"));
      assertThatThrownBy(() -> bases.provide(ImageReference.parse("tool"), AMD64, false))
          .hasMessageContaining("defined twice");
    }
  }

  private Built build(Store store, Versions versions) {
    BaseDefinition definition = DefinitionReader.read(file);
    return new BaseBuilder(store, temporary.resolve("machine"), BaseProgress.SILENT)
        .build(definition, AMD64, versions);
  }

  private static Image load(Store store) {
    var entry = store.images().find(ImageReference.parse("tool:1")).orElseThrow();
    return store.images().load(entry.target(), AMD64);
  }

  private static FileTree tree(Store store, Image image) {
    return store.layers().view(image.config().diffIds().stream().map(Layers.Id::of).toList());
  }

  private static String text(FileTree tree, String path) throws IOException {
    try (InputStream in = tree.open(tree.find(path).orElseThrow())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
