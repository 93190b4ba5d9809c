package io.drydock.engine.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/** What a monitor's directory tells of it. */
record MonitorFiles(Path directory) {
  /** Whether the monitor is alive, and not another process of its number. */
  boolean isAlive() {
    OptionalInt pid = number(Monitor.PID_FILE);
    if (pid.isEmpty()) {
      return false;
    }
    try {
      byte[] words = Files.readAllBytes(Path.of("/proc/" + pid.getAsInt() + "/cmdline"));
      return new String(words, StandardCharsets.UTF_8).contains(directory.toString());
    } catch (IOException e) {
      return false;
    }
  }

  OptionalInt pid() {
    return number(Monitor.PID_FILE);
  }

  /** Of the process that it watches. */
  OptionalInt processPid() {
    return number(Monitor.PROCESS_PID_FILE);
  }

  private OptionalInt number(String file) {
    try {
      String text = Files.readString(directory.resolve(file)).strip();
      return text.matches("[0-9]{1,9}")
          ? OptionalInt.of(Integer.parseInt(text))
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  /** Tells the terminal its size; dropped when there is none. */
  void resize(int height, int width) {
    write("1 " + height + " " + width + "\n");
  }

  private void write(String line) {
    Path fifo = directory.resolve(Monitor.CONTROL_FIFO);
    if (!Files.exists(fifo)) {
      return;
    }
    // Opened for both, it does not wait for a monitor that has gone.
    try (var channel = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      // It has just ended.
    }
  }
}
