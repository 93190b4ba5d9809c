package io.drydock.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.base.BaseBuilder.Versions;
import io.drydock.base.archive.AptSources;
import io.drydock.base.archive.Repository;
import io.drydock.base.definition.DefinitionReader;
import io.drydock.base.progress.BaseProgress;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Platform;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes bases from Debian's own archive, as the machine's apt sources name it. */
class RealArchiveTest {
  private static final Platform AMD64 = Platform.of("linux", "amd64", "");

  @TempDir private Path temporary;

  @BeforeEach
  void needsArchive() {
    Repository trixie =
        AptSources.read(Path.of("/")).forSuite("trixie", List.of("main")).getFirst();
    Assumptions.assumeTrue(answers(trixie), () -> "needs " + trixie);
    Assumptions.assumeTrue(
        Files.isReadable(Path.of("/usr/share/keyrings/debian-archive-keyring.gpg")),
        "needs the package debian-archive-keyring");
  }

  private static boolean answers(Repository repository) {
    try {
      var address = repository.locate("dists/" + repository.suite() + "/InRelease").toURL();
      if (address.openConnection() instanceof HttpURLConnection connection) {
        connection.setConnectTimeout(3000);
        connection.setReadTimeout(5000);
        connection.setRequestMethod("HEAD");
        return connection.getResponseCode() == 200;
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @DisplayName("busybox comes from Debian's signed archive, with its applets")
  void makesBusybox() throws IOException {
    Path file = temporary.resolve("busybox.yaml");
    Files.writeString(
        file,
        """
        image: busybox
        mode: distroless
        suite: trixie
        packages: [busybox-static]
        hardlinks:
          /usr/bin/busybox: [sh, ls]
        """);
    try (Store store = Store.open(temporary.resolve("store"))) {
      FileTree tree = tree(store, build(store, file));
      Entry shell = tree.find("usr/bin/sh").orElseThrow();
      assertThat(shell.size()).isGreaterThan(1_000_000);
      assertThat(shell.linkGroup()).isEqualTo(tree.find("usr/bin/ls").orElseThrow().linkGroup());
      assertThat(tree.find("var/lib/dpkg/status.d/busybox-static")).isPresent();
    }
  }

  @Test
  @Tag("nightly")
  @DisplayName("A slim Debian is configured throughout, and the same when it is made again")
  void makesSlimDebian() throws IOException {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    Path file = temporary.resolve("debian.yaml");
    Files.writeString(
        file, "image: debian:test\nsuite: trixie\npackages: [apt, passwd]\nexclude: [docs, man]\n");
    Descriptor first;
    try (Store store = Store.open(temporary.resolve("one"))) {
      first = build(store, file);
      FileTree tree = tree(store, first);
      String status = text(tree, "var/lib/dpkg/status");
      assertThat(status).contains("Package: apt\nStatus: install ok installed\n");
      assertThat(status).doesNotContain("unpacked").doesNotContain("triggers-pending");
      assertThat(text(tree, "etc/passwd")).contains("_apt:x:42:65534:");
      assertThat(tree.find("var/lib/dpkg/status-old")).isEmpty();
      assertThat(tree.find("etc/ld.so.cache")).isPresent();
    }
    try (Store store = Store.open(temporary.resolve("two"))) {
      assertThat(build(store, file)).isEqualTo(first);
    }
  }

  private static Descriptor build(Store store, Path file) {
    return new BaseBuilder(store, Path.of("/"), BaseProgress.SILENT)
        .build(DefinitionReader.read(file), AMD64, Versions.NEWEST_UNLOCKED)
        .image();
  }

  private static FileTree tree(Store store, Descriptor image) {
    var loaded = store.images().load(image, AMD64);
    return store.layers().view(loaded.config().diffIds().stream().map(Layers.Id::of).toList());
  }

  private static String text(FileTree tree, String path) throws IOException {
    try (InputStream in = tree.open(tree.find(path).orElseThrow())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
