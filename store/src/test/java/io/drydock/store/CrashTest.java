package io.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process reported done is whole after its death, whenever that comes. */
class CrashTest {
  private static final int MORE_THAN_IT_LIVES_FOR = 100_000;
  private static final int PARALLEL = 2;

  @TempDir Path directory;

  @Test
  void whatWasDoneBeforeAKillIsWhole() throws Exception {
    killAndLook(20, 500);
  }

  @Test
  @Tag("nightly")
  void whatWasDoneBeforeAnyOfManyKillsIsWhole() throws Exception {
    killAndLook(200, 1500);
  }

  private void killAndLook(int kills, int longestMillis) throws Exception {
    Path root = directory.resolve("store");
    Store.open(root).close();
    var random = new Random(7);
    Set<String> done = new LinkedHashSet<>();
    for (int i = 0; i < kills; i += PARALLEL) {
      var victims = new ArrayList<Process>();
      var outputs = new ArrayList<Path>();
      for (int j = 0; j < PARALLEL; j++) {
        String name = "p" + (i + j);
        outputs.add(directory.resolve(name));
        victims.add(StoreProcess.start(root, name, MORE_THAN_IT_LIVES_FOR, outputs.getLast()));
      }
      awaitOutput(outputs.getFirst());
      TimeUnit.MILLISECONDS.sleep(random.nextInt(longestMillis));
      for (int j = 0; j < PARALLEL; j++) {
        victims.get(j).destroyForcibly().waitFor();
        done.addAll(Files.readAllLines(outputs.get(j)));
      }
      look(root, done);
    }
    assertThat(done).hasSizeGreaterThan(kills);
    collect(root, done);
  }

  private static void awaitOutput(Path file) throws Exception {
    while (Files.size(file) == 0) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static void look(Path root, Set<String> done) {
    try (Store store = Store.open(root)) {
      assertThat(store.collector().check(true))
          .filteredOn(each -> each.severity() == Fault.Severity.ERROR)
          .isEmpty();
      for (String each : done) {
        assertDone(store, each);
      }
    }
  }

  /** After a collection there is nothing left over, and still all that was done. */
  private static void collect(Path root, Set<String> done) throws IOException {
    try (Store store = Store.open(root)) {
      store.collector().sweep();
      assertThat(store.collector().check(false)).isEmpty();
      for (String each : done) {
        assertDone(store, each);
        if (each.startsWith("image ") && !each.endsWith(":moving")) {
          readAll(store, each.substring("image ".length()));
        }
      }
    }
  }

  private static void assertDone(Store store, String line) {
    String name = line.substring(line.indexOf(' ') + 1);
    if (line.startsWith("record ")) {
      assertThat(store.records("build").get(name)).as(line).isPresent();
    } else if (line.startsWith("image ") && !name.endsWith(":moving")) {
      Descriptor target = store.images().find(ImageReference.parse(name)).orElseThrow().target();
      assertThat(store.images().load(target, TestImages.PLATFORM).config().diffIds()).hasSize(2);
    }
  }

  private static void readAll(Store store, String name) throws IOException {
    Descriptor target = store.images().find(ImageReference.parse(name)).orElseThrow().target();
    List<Layers.Id> layers =
        store.images().load(target, TestImages.PLATFORM).config().diffIds().stream()
            .map(Layers.Id::of)
            .toList();
    FileTree view = store.layers().view(layers);
    String prefix = name.substring(0, name.indexOf(':'));
    try (InputStream in = view.open(view.find("b").orElseThrow())) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(prefix);
    }
    assertThat(view.find("made")).isPresent();
  }
}
