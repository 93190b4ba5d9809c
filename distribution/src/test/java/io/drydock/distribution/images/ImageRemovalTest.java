package io.drydock.distribution.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.TestImages;
import io.drydock.distribution.images.ImageRemoval.Removed;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.ImageUses;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that containers use go as Docker lets them go, and never from under a container. */
class ImageRemovalTest {
  private static final String CONTAINER = "0123456789abcdef0123456789abcdef";

  /** Something is mounted here: such a container runs. */
  private static final Path MOUNTED = Path.of("/proc");

  @TempDir Path directory;
  private Store store;
  private Images.Image image;
  private List<Layers.Id> layers;

  @BeforeEach
  void open() {
    store = Store.open(directory);
    var target = TestImages.tagged(store, "used:1", 100);
    image = store.images().load(target, Platform.host());
    layers = image.config().diffIds().stream().map(Layers.Id::of).toList();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void use(Path mountPoint) {
    store.uses().note(new ImageUses.Use(CONTAINER, image.id(), mountPoint), layers);
  }

  private List<Removed> remove(String word, boolean force) {
    return new ImageRemoval(store).remove(word, force);
  }

  private void assertConflict(String word, boolean force, String message) {
    assertThatThrownBy(() -> remove(word, force))
        .hasMessage("conflict: " + message)
        .matches(e -> ((DrydockException) e).kind() == ErrorKind.CONFLICT);
    assertThat(store.images().find(ImageReference.parse("used:1"))).isPresent();
  }

  @Test
  void theImageOfAStoppedContainerGoesByForceAndItsLayersStay() {
    use(directory.resolve("nothing-mounted"));
    String id = image.id().shortHex();
    assertConflict(
        "used:1",
        false,
        "unable to remove repository reference \"used:1\" (must force) - container 0123456789ab is"
            + " using its referenced image "
            + id);
    assertConflict(
        id,
        false,
        "unable to delete "
            + id
            + " (must be forced) - image is being used by stopped container 0123456789ab");
    assertThat(remove("used:1", true))
        .containsExactly(new Removed.Untagged("used:1"), new Removed.Deleted(image.id()));
    assertThat(store.layers().contains(layers.getFirst())).isTrue();
    store.uses().forget(CONTAINER);
    store.collector().sweep();
    assertThat(store.layers().contains(layers.getFirst())).isFalse();
  }

  @Test
  void theImageOfARunningContainerLosesItsNameAtMost() {
    use(MOUNTED);
    String id = image.id().shortHex();
    assertConflict(
        id,
        true,
        "unable to delete "
            + id
            + " (cannot be forced) - image is being used by running container 0123456789ab");
    assertThat(remove("used:1", true)).containsExactly(new Removed.Untagged("used:1"));
    assertThat(store.images().list())
        .singleElement()
        .matches(each -> each.name().isEmpty() && each.target().equals(image.manifestDescriptor()));
  }

  @Test
  void oneOfSeveralNamesGoesWithoutForce() {
    use(MOUNTED);
    store.images().tag(ImageReference.parse("other:1"), image.manifestDescriptor());
    assertThat(remove("used:1", false)).containsExactly(new Removed.Untagged("used:1"));
  }
}
