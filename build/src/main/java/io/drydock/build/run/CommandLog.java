package io.drydock.build.run;

import io.drydock.build.BuildEvent;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;

/** What a command prints: passed on at once, and its end kept for the error message. */
public final class CommandLog {
  private static final int KEPT_LINES = 10;
  private static final int LONGEST_LINE = 4096;

  private final Sink sink;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Takes what is printed. */
  @FunctionalInterface
  public interface Sink {
    void accept(BuildEvent.Stream stream, byte[] bytes, int offset, int length);
  }

  public CommandLog(Sink sink) {
    this.sink = sink;
  }

  /** Where the command's output of one kind goes. */
  public OutputStream stream(BuildEvent.Stream kind) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        if (length > 0) {
          keep(bytes, offset, length);
          sink.accept(kind, bytes, offset, length);
        }
      }
    };
  }

  /** The last lines that were printed, without line ends. */
  public synchronized List<String> lastLines() {
    var all = new ArrayDeque<>(lines);
    if (line.size() > 0) {
      all.add(line.toString(StandardCharsets.UTF_8));
    }
    return all.stream().skip(Math.max(0, all.size() - KEPT_LINES)).toList();
  }

  private synchronized void keep(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        lines.add(line.toString(StandardCharsets.UTF_8).stripTrailing());
        line.reset();
        if (lines.size() > KEPT_LINES) {
          lines.remove();
        }
      } else if (line.size() < LONGEST_LINE) {
        line.write(bytes[i]);
      }
    }
  }
}
