package io.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many processes at once work on one store without taking anything from each other. */
class ManyProcessesTest {
  private static final int PROCESSES = 8;
  private static final int ROUNDS = 5;

  @TempDir Path directory;

  @Test
  void eightProcessesTagBuildAndPrune() throws Exception {
    Path root = directory.resolve("store");
    var processes = new ArrayList<Process>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(StoreProcess.start(root, "p" + i, ROUNDS, directory.resolve("p" + i)));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    try (Store store = Store.open(root)) {
      assertThat(store.collector().check(false)).isEmpty();
      for (int i = 0; i < PROCESSES; i++) {
        for (int j = 0; j < ROUNDS; j++) {
          assertWhole(store, "p" + i, j);
        }
      }
    }
  }

  private static void assertWhole(Store store, String prefix, int round) {
    ImageReference name = ImageReference.parse(prefix + ":" + round);
    Descriptor target = store.images().find(name).orElseThrow().target();
    Images.Image image = store.images().load(target, TestImages.PLATFORM);
    assertThat(image.config().diffIds())
        .allMatch(diffId -> store.layers().contains(Layers.Id.of(diffId)));
    assertThat(store.records("build").get(prefix + round)).isPresent();
    assertThat(store.layers().tree(new Layers.Id("run-" + prefix + "-" + round), List.of()))
        .isDirectory();
  }
}
