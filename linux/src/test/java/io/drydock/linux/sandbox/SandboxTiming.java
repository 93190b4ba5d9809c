package io.drydock.linux.sandbox;

import io.drydock.linux.file.RootDirectory;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Prints how long a sandbox takes from nothing to {@code /bin/true} exited: cold, and the median of
 * a warm virtual machine. Run by hand, with a directory to work in.
 */
final class SandboxTiming {
  private SandboxTiming() {}

  public static void main(String[] args) throws Exception {
    Path directory =
        Files.createTempDirectory(Path.of(args.length > 0 ? args[0] : "/tmp"), "drydock-timing");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 300;
    var root = BusyboxRoot.make(directory);
    long[] nanos = new long[rounds];
    try {
      for (int i = 0; i < rounds; i++) {
        SandboxSpec spec = root.spec("/bin/true");
        long begin = System.nanoTime();
        var running =
            Sandbox.start(spec, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        if (running.await().exitCode() != 0) {
          throw new IllegalStateException("true is not");
        }
        nanos[i] = System.nanoTime() - begin;
      }
    } finally {
      RootDirectory.deleteTree(directory);
    }
    System.out.printf("first %.1f ms%n", nanos[0] / 1e6);
    long[] warm = Arrays.copyOfRange(nanos, rounds / 2, rounds);
    Arrays.sort(warm);
    System.out.printf(
        "warm: median %.2f ms, best %.2f ms, 95%% %.2f ms%n",
        warm[warm.length / 2] / 1e6, warm[0] / 1e6, warm[warm.length * 95 / 100] / 1e6);
  }
}
