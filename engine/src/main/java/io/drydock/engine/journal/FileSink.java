package io.drydock.engine.journal;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file with the files before it beside it: {@code engine.log}, {@code engine.log.1}, …. */
public final class FileSink implements JournalSink, AutoCloseable {
  private final Path file;
  private final boolean json;
  private final long fileBytes;
  private final int count;
  private @Nullable OutputStream out;
  private long size;

  /**
   * Goes on in the file when there is one.
   *
   * @param json whether lines are JSON objects rather than text
   * @param fileBytes from which the next file is begun
   * @param count of files that are kept
   */
  public FileSink(Path file, boolean json, long fileBytes, int count) {
    this.file = file;
    this.json = json;
    this.fileBytes = fileBytes;
    this.count = count;
    try {
      open();
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot write the log " + file + ": " + e.getMessage(), e);
    }
  }

  private void open() throws IOException {
    out =
        Files.newOutputStream(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    size = Files.size(file);
  }

  @Override
  public synchronized void write(JournalLine line) {
    byte[] bytes = ((json ? line.json() : line.text()) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      if (size >= fileBytes) {
        rotate();
      }
      if (out != null) {
        out.write(bytes);
        size += bytes.length;
      }
    } catch (IOException e) {
      System.err.println(line.text());
    }
  }

  private void rotate() throws IOException {
    close();
    for (int i = count - 1; i > 0; i--) {
      Path from = i == 1 ? file : numbered(i - 1);
      try {
        Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
      } catch (NoSuchFileException e) {
        // Not so many yet.
      }
    }
    if (count <= 1) {
      Files.deleteIfExists(file);
    }
    open();
  }

  private Path numbered(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
