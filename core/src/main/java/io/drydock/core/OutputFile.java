package io.drydock.core;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file that a user named to take a command's result. A regular file shows up when it is whole,
 * and stays as it was when the command fails; a device or a named pipe is written into, since to
 * replace it would destroy it.
 */
public final class OutputFile {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final AtomicLong COUNTER = new AtomicLong();

  private final Path path;

  /** Something that writes. */
  public interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /**
   * The file of that path, which need not be there.
   *
   * @throws DrydockException of kind INVALID for a directory, or a file in none
   */
  public OutputFile(Path path) {
    this.path = path.toAbsolutePath();
    if (Files.isDirectory(this.path)) {
      throw new DrydockException(ErrorKind.INVALID, "destination file " + path + " is a directory");
    }
    Path parent = this.path.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid output path: directory \"" + parent + "\" does not exist");
    }
  }

  public Path path() {
    return path;
  }

  /** Writes it; the output that the writing gets is buffered, and need not be closed. */
  public void write(Writing writing) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      try (var out = open(path, StandardOpenOption.WRITE)) {
        writing.to(out);
      }
      return;
    }
    // A link to a file stays one: what it points at is replaced.
    Path target = Files.exists(path) ? path.toRealPath() : path;
    Path fresh = target.resolveSibling(temporaryName(target));
    try {
      try (var out = open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writing.to(out);
      }
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static String temporaryName(Path target) {
    long process = ProcessHandle.current().pid();
    return "." + target.getFileName() + "." + process + "." + COUNTER.incrementAndGet() + ".tmp";
  }

  private static OutputStream open(Path file, StandardOpenOption... options) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file, options), BUFFER_BYTES);
  }
}
