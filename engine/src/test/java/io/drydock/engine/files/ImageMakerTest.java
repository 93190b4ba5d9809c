package io.drydock.engine.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.engine.volume.ContainerMounts;
import io.drydock.engine.volume.VolumeListener;
import io.drydock.engine.volume.Volumes;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.PruneOptions;
import io.drydock.store.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of containers and of archives. */
class ImageMakerTest {
  private static final String ID = "c0ffee";

  @TempDir Path temporary;
  private Store store;
  private ContainerFiles files;
  private ImageMaker maker;
  private Images.Image base;

  @BeforeEach
  void open() {
    TestImage.needRoot();
    store = Store.open(temporary.resolve("store"));
    files = ContainerFiles.open(store, temporary.resolve("files"));
    maker = new ImageMaker(store, files);
    base =
        TestImage.in(store)
            .directory("data", 0755, 0)
            .file("data/one", "1")
            .file("data/two", "2")
            .named("base:1");
    files.create(ID, base, Map.of(), false);
  }

  @AfterEach
  void close() {
    if (store != null) {
      files.recover(Set.of(), Set.of());
      store.close();
    }
  }

  private CommitRequest request(String name) {
    return new CommitRequest(
        ID,
        base.config().config(),
        List.of("sh", "-c", "true"),
        "me",
        "why",
        Optional.of(ImageReference.parse(name)));
  }

  private FileTree tree(Images.Image image) {
    return store.layers().view(image.config().diffIds().stream().map(Layers.Id::of).toList());
  }

  @Test
  void aCommittedContainerIsItsImageWithOneLayerMore() throws IOException {
    Path root = files.mount(ID);
    Files.delete(root.resolve("data/one"));
    Files.writeString(root.resolve("data/three"), "3");
    Images.Image made = maker.commit(request("made:1"));
    assertThat(made.config().author()).isEqualTo("me");
    assertThat(made.config().diffIds()).hasSize(2).startsWith(base.config().diffIds().getFirst());
    assertThat(made.config().history().getLast())
        .matches(each ->
            each.createdBy().equals("sh -c true")
                && each.comment().equals("why")
                && each.author().equals("me")
                && !each.emptyLayer());
    assertThat(tree(made).children("data"))
        .extracting(each -> each.path())
        .containsExactly("data/three", "data/two");
    assertThat(tree(made).find("etc")).as("the places for mounts").isEmpty();

    Images.Entry named = store.images().resolve("made:1");
    assertThat(store.images().load(named.target(), Platform.host()).id()).isEqualTo(made.id());
    files.create("second", made, Map.of(), false);
    assertThat(files.mount("second").resolve("data/three")).hasContent("3");
    assertThat(files.changes("second")).isEmpty();
  }

  @Test
  void aContainerThatChangedNothingAddsNoLayer() {
    Images.Image made = maker.commit(request("made:1"));
    assertThat(made.config().diffIds()).isEqualTo(base.config().diffIds());
    assertThat(made.config().history().getLast().emptyLayer()).isTrue();
  }

  @Test
  void aContainerCanBeCommittedWhenItsImageIsGone() throws IOException {
    Files.writeString(files.mount(ID).resolve("file"), "content");
    store.images().remove(base.manifestDescriptor().digest());
    store.collector().sweep();
    Images.Image made = maker.commit(request("made:1"));
    store.collector().prune(PruneOptions.DANGLING);
    assertThat(tree(made).children("data")).hasSize(2);
    assertThat(tree(made).find("file")).isPresent();
  }

  @Test
  void anExportIsImportedAgain() {
    var out = new ByteArrayOutputStream();
    new Archives(files, mounts()).export(ID, out);
    var request =
        new ImportRequest(
            ContainerConfig.EMPTY,
            "Imported from -",
            Platform.host(),
            Optional.of(ImageReference.parse("imported:1")));
    Images.Image made = maker.importArchive(request, new ByteArrayInputStream(out.toByteArray()));
    assertThat(made.config().diffIds()).hasSize(1);
    assertThat(made.config().history())
        .singleElement()
        .matches(each -> each.comment().equals("Imported from -"));
    assertThat(tree(made).find("data/one")).isPresent();
    assertThat(tree(made).find(".dockerenv")).isPresent();
  }

  private ContainerMounts mounts() {
    return new ContainerMounts(
        Volumes.open(temporary.resolve("volumes"), VolumeListener.NONE),
        files.imageMounts(),
        temporary.resolve("parts"));
  }

  @Test
  void whatIsNoArchiveIsRefusedAndLeavesNoImage() {
    var request = new ImportRequest(ContainerConfig.EMPTY, "", Platform.host(), Optional.empty());
    byte[] rubbish = "x".repeat(2000).getBytes(UTF_8);
    assertThatThrownBy(() -> maker.importArchive(request, new ByteArrayInputStream(rubbish)))
        .isInstanceOf(DrydockException.class);
    assertThatThrownBy(() -> maker.importArchive(request, new ByteArrayInputStream(new byte[0])))
        .hasMessageContaining("empty");
    assertThat(store.images().list()).hasSize(1);
  }
}
