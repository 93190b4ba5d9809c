package io.drydock.cli.progress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The terminal that the program runs on, asked without native calls. */
public final class Terminal {
  private static final Size FALLBACK = new Size(24, 80);

  private Terminal() {}

  /** Rows and columns. */
  public record Size(int rows, int columns) {}

  /** Whether standard error goes to a terminal. */
  public static boolean isErrorStream() {
    return isTerminal(2);
  }

  /** Whether standard output goes to a terminal. */
  public static boolean isOutput() {
    return isTerminal(1);
  }

  /** Whether standard input comes from a terminal. */
  public static boolean isInput() {
    return isTerminal(0);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** The size that {@code stty} tells, or 24 by 80. */
  public static Size size() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      int space = answer.indexOf(' ');
      if (!stty.waitFor(1, TimeUnit.SECONDS) || space < 0) {
        return FALLBACK;
      }
      var size =
          new Size(
              Integer.parseInt(answer.substring(0, space)),
              Integer.parseInt(answer.substring(space + 1)));
      return size.rows() > 0 && size.columns() > 0 ? size : FALLBACK;
    } catch (IOException | NumberFormatException e) {
      return FALLBACK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FALLBACK;
    }
  }
}
