package io.drydock.tests;

import static io.drydock.tests.Eventually.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program on a pseudo terminal of {@code script}, as a person would use it. */
final class PseudoTerminal implements AutoCloseable {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final int PATIENCE_SECONDS = 30;

  private final Process process;
  private final Path screen;

  private PseudoTerminal(Process process, Path screen) {
    this.process = process;
    this.screen = screen;
  }

  /**
   * Starts a line of the shell in a window of 33 rows and 77 columns.
   *
   * @param folder for what the window shows
   */
  static PseudoTerminal start(Path folder, Map<String, String> environment, String line)
      throws IOException {
    assumeTrue(Files.isExecutable(SCRIPT), "a pseudo terminal is made by " + SCRIPT);
    Path screen = Files.createTempFile(folder, "screen", "");
    String sized = "stty rows 33 cols 77; exec " + line;
    var builder = new ProcessBuilder(SCRIPT.toString(), "-qefc", sized, "/dev/null");
    builder.environment().putAll(environment);
    builder.environment().put("SHELL", "/bin/sh");
    builder.redirectErrorStream(true).redirectOutput(screen.toFile());
    return new PseudoTerminal(builder.start(), screen);
  }

  void type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
  }

  /** Waits until the window has shown the text. */
  void awaitText(String text) {
    await(() -> screen().contains(text));
  }

  String screen() throws IOException {
    return Files.readString(screen);
  }

  /** Waits for the program's end; its exit code. */
  int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("no end:\n" + screen());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
