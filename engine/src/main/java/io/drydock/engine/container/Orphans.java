package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.runtime.OciRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Processes that work for an engine which is no more: they do not end with it. */
final class Orphans {
  /** A call of the runtime takes milliseconds, unless the host has other things to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final String runtimeArguments;

  Orphans(OciRuntime runtime) {
    runtimeArguments = "\0" + String.join("\0", runtime.arguments()) + "\0";
  }

  /**
   * Waits until what the runtime was told is done. Before that, what it says of a container may be
   * another thing a moment later: one that is created might be about to start.
   */
  void awaitRuntime() {
    long start = System.nanoTime();
    List<Integer> calls = find(runtimeArguments);
    while (!calls.isEmpty()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        calls.forEach(Residue::kill);
      }
      pause();
      calls = find(runtimeArguments);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted while a runtime is at work", e);
    }
  }

  /**
   * Kills the monitor of a bundle, also one that had not got so far as to write its number, and
   * waits for what it has told the runtime.
   */
  void endMonitor(Path bundle) {
    Path pidFile = bundle.resolve(Monitor.PID_FILE);
    List<Integer> monitors = find("\0--conmon-pidfile\0" + pidFile + "\0");
    if (!monitors.isEmpty()) {
      monitors.forEach(Residue::kill);
      awaitRuntime();
    }
  }

  /** The processes in whose command line that stands, where each word ends with a zero. */
  private static List<Integer> find(String words) {
    var found = new ArrayList<Integer>();
    try (DirectoryStream<Path> processes =
        Files.newDirectoryStream(Path.of("/proc"), Orphans::isNumber)) {
      for (Path each : processes) {
        if (commandLine(each).contains(words)) {
          found.add(Integer.parseInt(each.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot read /proc: " + e.getMessage(), e);
    }
    return found;
  }

  private static boolean isNumber(Path process) {
    return process.getFileName().toString().chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String commandLine(Path process) {
    try {
      return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // It has ended.
      return "";
    }
  }
}
