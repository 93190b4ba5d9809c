package io.drydock.engine.container;

import io.drydock.container.HostConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Prints how long it takes to run containers to their end and remove them, in milliseconds. */
final class StartTiming {
  private static final int ROUNDS = 30;

  private StartTiming() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("drydock-timing");
    try (EngineBox box = EngineBox.open(directory)) {
      for (String network : new String[] {"none", "bridge"}) {
        var times = new long[4][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          run(box, network, times, round);
        }
        for (int i = 0; i < 4; i++) {
          Arrays.sort(times[i]);
        }
        System.out.printf(
            "%s: create %s, start %s, exit and removal %s, all %s%n",
            network, text(times[0]), text(times[1]), text(times[2]), text(times[3]));
      }
    }
  }

  /** The shortest and the middle one. */
  private static String text(long[] sorted) {
    return sorted[0] + "/" + sorted[ROUNDS / 2];
  }

  private static void run(EngineBox box, String network, long[][] times, int round)
      throws Exception {
    HostConfig host =
        HostConfig.DEFAULT.withNetworking(EngineBox.network(network)).withAutoRemove(true);
    long begin = System.nanoTime();
    String id = box.create(EngineBox.spec("true").withHost(host));
    long created = System.nanoTime();
    var removal = box.containers().wait(id, WaitCondition.REMOVED);
    box.containers().start(id);
    long started = System.nanoTime();
    removal.get(20, TimeUnit.SECONDS);
    long end = System.nanoTime();
    times[0][round] = TimeUnit.NANOSECONDS.toMillis(created - begin);
    times[1][round] = TimeUnit.NANOSECONDS.toMillis(started - created);
    times[2][round] = TimeUnit.NANOSECONDS.toMillis(end - started);
    times[3][round] = TimeUnit.NANOSECONDS.toMillis(end - begin);
  }
}
