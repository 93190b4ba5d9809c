package io.drydock.engine.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a monitor leaves in a file when its process has ended.
 *
 * @param code 128 and the signal's number when a signal ended it
 */
record ExitCode(int code, Instant at) {
  private static final int LOST = 255;

  /** Absent while there is no such file. */
  static Optional<ExitCode> read(Path file) {
    try {
      String text = Files.readString(file).strip();
      return Optional.of(new ExitCode(number(text), Files.getLastModifiedTime(file).toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(lost());
    }
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : LOST;
  }

  /** Of a process whose monitor was killed. */
  static ExitCode lost() {
    return new ExitCode(LOST, Instant.now());
  }
}
