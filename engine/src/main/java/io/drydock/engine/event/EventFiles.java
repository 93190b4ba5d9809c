package io.drydock.engine.event;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events on the disk: a line of JSON each, in files that are named by the time of their first.
 * The oldest file goes when there are too many.
 */
final class EventFiles implements AutoCloseable {
  private static final String SUFFIX = ".jsonl";
  private static final int TAIL_BYTES = 16 * 1024;

  private final Path folder;
  private final long fileBytes;
  private final int count;
  private @Nullable FileChannel channel;
  private long size;

  /**
   * @param fileBytes from which the next file is begun
   * @param count of files that are kept
   */
  EventFiles(Path folder, long fileBytes, int count) {
    this.folder = folder;
    this.fileBytes = fileBytes;
    this.count = count;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failure("make the folder of events", e);
    }
  }

  /** The time of the last event that is kept, or 0. Goes on in its file. */
  long open() {
    try {
      List<Path> files = files();
      for (int i = files.size() - 1; i >= 0; i--) {
        long last = last(files.get(i));
        if (last > 0) {
          reopen(files.get(i));
          return last;
        }
        // Its name says that what comes later is not in the files before it.
        Files.delete(files.get(i));
      }
      return 0;
    } catch (IOException e) {
      throw failure("read the events", e);
    }
  }

  /**
   * From the file's end, if anything is whole there: an engine starts often, and the file is long.
   */
  private static long last(Path file) throws IOException {
    long start = Math.max(0, Files.size(file) - TAIL_BYTES);
    long last = last(file, start);
    return last == 0 && start > 0 ? last(file, 0) : last;
  }

  private static long last(Path file, long start) throws IOException {
    long last = 0;
    try (var reader = Lines.of(file, start)) {
      for (Optional<Event> each = reader.next(); each.isPresent(); each = reader.next()) {
        last = each.get().nanos();
      }
    }
    return last;
  }

  /** A line that a power failure tore is ended, so that the next stands by itself. */
  private void reopen(Path file) throws IOException {
    var opened = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel = opened;
    size = opened.size();
    opened.position(size);
    var end = ByteBuffer.allocate(1);
    if (opened.read(end, size - 1) == 1 && end.get(0) != '\n') {
      size += opened.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  void append(Event event) throws IOException {
    FileChannel current = channel;
    if (current == null || size >= fileBytes) {
      close();
      current = begin(event);
    }
    var line = new ByteArrayOutputStream();
    line.writeBytes(Json.bytes(EventJson.write(event)));
    line.write('\n');
    ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
    try {
      while (bytes.hasRemaining()) {
        current.write(bytes);
      }
      size += bytes.limit();
    } catch (IOException e) {
      // Where the disk is full, half a line would spoil the next.
      current.truncate(size);
      throw e;
    }
  }

  private FileChannel begin(Event first) throws IOException {
    Path file = folder.resolve(String.format("%019d", first.nanos()) + SUFFIX);
    var opened = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel = opened;
    size = 0;
    List<Path> files = files();
    for (Path old : files.subList(0, Math.max(0, files.size() - count))) {
      Files.deleteIfExists(old);
    }
    return opened;
  }

  /** The events from that time on, as far as they are kept. */
  Reader from(long nanos) {
    return new Reader(nanos);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  private static long firstTime(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private DrydockException failure(String what, IOException e) {
    return new DrydockException(
        ErrorKind.INTERNAL, "cannot " + what + " in " + folder + ": " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  /** A pass over the events of all files. */
  final class Reader implements AutoCloseable {
    private final long from;
    private final List<Path> left;
    private @Nullable Lines lines;

    private Reader(long from) {
      this.from = from;
      try {
        left = new ArrayList<>(files());
      } catch (IOException e) {
        throw failure("list the events", e);
      }
      while (left.size() > 1 && firstTime(left.get(1)) <= from) {
        left.removeFirst();
      }
    }

    Optional<Event> next() {
      try {
        while (true) {
          Optional<Event> event = lines == null ? Optional.empty() : lines.next();
          if (event.isPresent()) {
            if (event.get().nanos() >= from) {
              return event;
            }
          } else if (!openNext()) {
            return Optional.empty();
          }
        }
      } catch (IOException e) {
        throw failure("read the events", e);
      }
    }

    private boolean openNext() throws IOException {
      close();
      while (!left.isEmpty()) {
        try {
          lines = Lines.of(left.removeFirst());
          return true;
        } catch (NoSuchFileException e) {
          // The oldest has just gone.
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      if (lines != null) {
        lines.close();
        lines = null;
      }
    }
  }

  /** The events of one file; lines that are none, as a torn one, are passed over. */
  private record Lines(BufferedReader in) implements AutoCloseable {
    /** A letter that is torn is no error: its line tells of no event anyway. */
    static Lines of(Path file) throws IOException {
      return new Lines(
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)));
    }

    /** From the first line that begins behind the position; 0 for all lines. */
    static Lines of(Path file, long position) throws IOException {
      InputStream in = Files.newInputStream(file);
      try {
        in.skipNBytes(position);
        var lines =
            new Lines(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        if (position > 0) {
          lines.in.readLine();
        }
        return lines;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    }

    Optional<Event> next() throws IOException {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        try {
          JsonObject json = Json.object(line.getBytes(StandardCharsets.UTF_8), "an event");
          return Optional.of(EventJson.read(json));
        } catch (DrydockException e) {
          // Torn.
        }
      }
      return Optional.empty();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
