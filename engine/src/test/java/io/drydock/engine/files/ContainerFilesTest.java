package io.drydock.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.linux.mount.Mounts;
import io.drydock.oci.ImageReference;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.PruneOptions;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Containers' root file systems: made, mounted, changed, taken up again, removed without a trace.
 */
class ContainerFilesTest {
  private static final String ID = "c0ffee";

  @TempDir Path temporary;
  private Store store;
  private ContainerFiles files;

  @BeforeEach
  void open() {
    TestImage.needRoot();
    store = Store.open(temporary.resolve("store"));
    files = ContainerFiles.open(store, temporary.resolve("files"));
  }

  @AfterEach
  void close() {
    if (store != null) {
      files.recover(Set.of(), Set.of());
      store.close();
    }
  }

  private Images.Image image() {
    return TestImage.in(store)
        .directory("etc", 0755, 0)
        .file("etc/motd", "hello\n")
        .file("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
        .directory("data", 0750, 7)
        .file("data/one", "1")
        .file("data/two", "2")
        .directory("data/deep", 0755, 0)
        .file("data/deep/three", "3")
        .layer()
        .entry(Entry.file("setuid", 04755, 1, TestImage.TIME).withOwner(3, 4), "x")
        .named("base:1");
  }

  private Path start() {
    files.create(ID, image(), Map.of(), false);
    return files.mount(ID);
  }

  @Test
  void aContainerSeesItsImageAndThePlacesForMounts() throws IOException {
    Path root = start();
    assertThat(root.resolve("etc/motd")).hasContent("hello\n");
    assertThat(Files.getAttribute(root.resolve("setuid"), "unix:mode")).isEqualTo(0104755);
    assertThat(Files.getAttribute(root.resolve("data"), "unix:uid")).isEqualTo(7);
    assertThat(root.resolve("etc/hosts")).isEmptyFile();
    assertThat(root.resolve(".dockerenv")).isEmptyFile();
    assertThat(root.resolve("proc")).isEmptyDirectory();
    assertThat(Files.readSymbolicLink(root.resolve("etc/mtab"))).hasToString("/proc/mounts");
    assertThat(files.changes(ID)).isEmpty();
    assertThat(files.size(ID).written()).isZero();
    assertThat(files.size(ID).total()).isPositive();
  }

  @Test
  void changesAreToldAsDockerTellsThem() throws IOException {
    Path root = start();
    Files.writeString(root.resolve("etc/motd"), "changed\n");
    Files.delete(root.resolve("data/one"));
    Files.createDirectory(root.resolve("new"));
    Files.writeString(root.resolve("new/file"), "content");
    Files.createSymbolicLink(root.resolve("etc/link"), Path.of("motd"));
    assertThat(shown())
        .containsExactly(
            "C /data",
            "D /data/one",
            "C /etc",
            "A /etc/link",
            "C /etc/motd",
            "A /new",
            "A /new/file");
    assertThat(files.size(ID).written()).isEqualTo(8 + 7 + 4);
  }

  @Test
  void whatIsCopiedUpAndLeftAsItWasIsNoChange() throws IOException {
    Path root = start();
    Path file = root.resolve("data/two");
    FileTime time = Files.getLastModifiedTime(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    Files.setLastModifiedTime(file, time);
    assertThat(shown()).isEmpty();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(shown()).containsExactly("C /data", "C /data/two");
  }

  @Test
  void aDirectoryThatIsMadeAnewHidesWhatTheImageHadInIt() throws Exception {
    Path root = start();
    run("rm", "-r", root.resolve("data").toString());
    assertThat(shown()).containsExactly("D /data");
    Files.createDirectories(root.resolve("data/deep"));
    Files.writeString(root.resolve("data/two"), "other");
    run("chown", "7:7", root.resolve("data").toString());
    run("chmod", "750", root.resolve("data").toString());
    assertThat(shown())
        .containsExactly(
            "C /data", "C /data/deep", "D /data/deep/three", "D /data/one", "C /data/two");
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private List<String> shown() {
    return files.changes(ID).stream()
        .map(each -> each.kind().letter() + " " + each.path())
        .toList();
  }

  @Test
  void itStaysMountedUntilTheLastHasLetGo() throws IOException {
    Path root = start();
    assertThat(files.mount(ID)).isEqualTo(root);
    files.unmount(ID);
    assertThat(root.resolve("etc/motd")).exists();
    files.unmount(ID);
    assertThat(root).isEmptyDirectory();
    assertThat(files.mount(ID).resolve("etc/motd")).exists();
  }

  @Test
  void nothingIsLeftOfARemovedContainer() throws IOException {
    Path root = start();
    Files.writeString(root.resolve("file"), "content");
    files.remove(ID);
    assertThat(temporary.resolve("files")).isEmptyDirectory();
    assertThat(store.uses().list()).isEmpty();
    assertThat(Mounts.isMountPoint(root.toString())).isFalse();
  }

  @Test
  void layersStayAsLongAsAContainerHasThem() throws IOException {
    Path root = start();
    Files.writeString(root.resolve("kept"), "content");
    Images.Entry entry = store.images().find(ImageReference.parse("base:1")).orElseThrow();
    assertThat(store.collector().prune(PruneOptions.ALL).images()).isEmpty();
    assertThat(store.uses().list()).singleElement().matches(each -> each.isActive());
    files.unmount(ID);
    assertThat(store.uses().list()).singleElement().matches(each -> !each.isActive());

    store.images().remove(entry.target().digest());
    store.collector().sweep();
    root = files.mount(ID);
    assertThat(root.resolve("data/two")).hasContent("2");
    assertThat(root.resolve("kept")).hasContent("content");
    assertThat(files.imageConfig(ID).diffIds()).hasSize(2);

    Layers.Id layer = Layers.Id.of(files.imageConfig(ID).diffIds().getFirst());
    files.remove(ID);
    store.collector().sweep();
    assertThat(store.layers().contains(layer)).isFalse();
  }

  @Test
  void anotherEngineTakesUpWhatIsMountedAndClearsTheRest() throws IOException {
    Path running = start();
    Files.writeString(running.resolve("file"), "content");
    Images.Image image = store.images().load(entry().target(), io.drydock.oci.Platform.host());
    for (String each : List.of("ended", "unknown")) {
      files.create(each, image, Map.of(), false);
      files.mount(each);
    }
    Files.createDirectories(temporary.resolve("files/.new-1/upper/deep"));

    ContainerFiles next = ContainerFiles.open(store, temporary.resolve("files"));
    next.recover(Set.of(ID, "ended"), Set.of(ID));
    assertThat(running.resolve("file")).hasContent("content");
    assertThat(temporary.resolve("files/ended/merged")).isEmptyDirectory();
    try (Stream<Path> left = Files.list(temporary.resolve("files"))) {
      assertThat(left.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder(ID, "ended");
    }
    next.unmount(ID);
    assertThat(running).isEmptyDirectory();
    assertThat(store.uses().list())
        .extracting(each -> each.containerId())
        .containsExactlyInAnyOrder(ID, "ended");
  }

  private Images.Entry entry() {
    return store.images().find(ImageReference.parse("base:1")).orElseThrow();
  }

  @Test
  void aTemporaryOneIsNeverSyncedAndCanBeMountedAgain() throws IOException {
    files.create(ID, image(), Map.of(), true);
    Path root = files.mount(ID);
    Files.writeString(root.resolve("file"), "content");
    assertThat(Files.readString(Path.of("/proc/self/mountinfo")).lines())
        .anyMatch(each -> each.contains(root.toString()) && each.contains("volatile"));
    files.unmount(ID);
    assertThat(files.mount(ID).resolve("file")).hasContent("content");
  }

  @Test
  void aQuotaIsRefusedByName() {
    Images.Image image = image();
    assertThatThrownBy(() -> files.create(ID, image, Map.of("size", "1G"), false))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("--storage-opt");
    assertThat(temporary.resolve("files")).isEmptyDirectory();
  }
}
