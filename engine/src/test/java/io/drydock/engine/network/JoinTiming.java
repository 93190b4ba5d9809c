package io.drydock.engine.network;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;

/** Prints how long joins and leaves take: run by hand. */
final class JoinTiming {
  private static final int RUNS = 30;

  private JoinTiming() {}

  public static void main(String[] arguments) throws Exception {
    try (var lab = new Lab(Files.createTempDirectory("network-timing"))) {
      lab.networks().create(Lab.spec("net", "", Map.of()));
      lab.networks().recover(java.util.Set.of());
      measure(lab, "bridge", "");
      measure(lab, "bridge", "");
      measure(lab, "bridge", "8080");
      measure(lab, "net", "");
      measure(lab, "net", "8080");
    }
  }

  private static void measure(Lab lab, String network, String port) {
    long[] joins = new long[RUNS];
    long[] leaves = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      Lab.Guest guest = lab.guest("c" + i).in(network);
      if (!port.isEmpty()) {
        guest.publish("80/tcp", "", port);
      }
      long start = System.nanoTime();
      guest.start();
      long joined = System.nanoTime();
      lab.networks().leave(guest.id);
      joins[i] = joined - start;
      leaves[i] = System.nanoTime() - joined;
    }
    System.out.println(
        network
            + (port.isEmpty() ? "" : " with a port")
            + ": join "
            + median(joins)
            + " ms, leave "
            + median(leaves)
            + " ms");
  }

  private static String median(long[] nanos) {
    Arrays.sort(nanos);
    return "%.1f (%.1f to %.1f)"
        .formatted(nanos[RUNS / 2] / 1e6, nanos[0] / 1e6, nanos[RUNS - 1] / 1e6);
  }
}
