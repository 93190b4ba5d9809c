package io.drydock.engine.container;

import java.io.IOException;
import java.nio.file.Path;

/** Programs of the tests in processes of their own, which can be killed. */
final class JavaProcess {
  private JavaProcess() {}

  /**
   * Runs a program on a directory; its errors go to a file there.
   *
   * @param pid and the number tell its engine from others, see {@link EngineBox#options}
   */
  static Process start(Path directory, Class<?> program, long pid, int number) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            directory.toString(),
            Long.toString(pid),
            Integer.toString(number))
        .redirectError(directory.resolve("errors").toFile())
        .start();
  }
}
