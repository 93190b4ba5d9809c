package io.drydock.store;

import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The main class of processes that work on a store until they are killed or done. Every line that
 * they print names something that must be there from then on.
 */
final class StoreProcess {
  private static final int LARGE = 200_000;

  private StoreProcess() {}

  public static void main(String[] args) throws IOException {
    try (Store store = Store.open(Path.of(args[0]))) {
      String prefix = args[1];
      int rounds = Integer.parseInt(args[2]);
      var random = new Random(prefix.hashCode());
      for (int i = 0; i < rounds; i++) {
        round(store, prefix, i, random);
      }
    }
  }

  /**
   * @param output a file that gets what it prints
   */
  static Process start(Path root, String prefix, int rounds, Path output) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx64m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            StoreProcess.class.getName(),
            root.toString(),
            prefix,
            String.valueOf(rounds))
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void round(Store store, String prefix, int i, Random random) throws IOException {
    try (Lease _ = store.lease()) {
      List<Layers.Id> layers = new ArrayList<>();
      String content = prefix + i + "x".repeat(random.nextInt(LARGE));
      layers.add(TestImages.layer(store, Map.of("a/" + i, content, "b", prefix)));
      layers.add(adopted(store, prefix, i));
      Descriptor image = TestImages.image(store, layers, TestImages.TIME);
      String name = prefix + ":" + i;
      store.images().tag(ImageReference.parse(name), image);
      say("image " + name);
      store
          .records("build")
          .put(prefix + i, content.getBytes(StandardCharsets.UTF_8), List.of(layers.getLast()));
      say("record " + prefix + i);
      store.layers().tree(layers.getFirst(), List.of());
    }
    switch (i % 4) {
      case 1 -> {
        store.images().tag(ImageReference.parse(prefix + ":moving"), find(store, prefix, i));
        say("image " + prefix + ":moving");
      }
      case 2 -> store.collector().prune(PruneOptions.DANGLING);
      case 3 -> store.images().untag(ImageReference.parse(prefix + ":moving"));
      default -> {}
    }
  }

  private static Layers.Id adopted(Store store, String prefix, int i) throws IOException {
    Path upper = Files.createDirectory(store.scratch("upper").resolve("upper"));
    Files.writeString(upper.resolve("made"), prefix + i);
    Files.createDirectory(upper.resolve("directory"));
    return store.layers().adopt(new Layers.Id("run-" + prefix + "-" + i), upper);
  }

  private static Descriptor find(Store store, String prefix, int i) {
    return store.images().find(ImageReference.parse(prefix + ":" + i)).orElseThrow().target();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
