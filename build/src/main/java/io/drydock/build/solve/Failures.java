package io.drydock.build.solve;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;

/** Errors of all kinds as the one that users see. */
final class Failures {
  private Failures() {}

  static DrydockException of(Throwable error) {
    return switch (error) {
      case DrydockException known -> known;
      case InterruptedException e ->
          new DrydockException(ErrorKind.CANCELLED, "context canceled", e);
      case ClosedByInterruptException e ->
          new DrydockException(ErrorKind.CANCELLED, "context canceled", e);
      case UncheckedIOException e when e.getCause() != null -> of(e.getCause());
      case FileSystemException e -> fileSystem(e);
      case IOException e ->
          new DrydockException(ErrorKind.INTERNAL, String.valueOf(e.getMessage()), e);
      default -> new DrydockException(ErrorKind.INTERNAL, String.valueOf(error), error);
    };
  }

  private static DrydockException fileSystem(FileSystemException e) {
    String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    boolean full = reason.contains("No space left") || reason.contains("quota");
    return new DrydockException(
        full ? ErrorKind.EXHAUSTED : ErrorKind.INTERNAL, e.getFile() + ": " + reason, e);
  }
}
