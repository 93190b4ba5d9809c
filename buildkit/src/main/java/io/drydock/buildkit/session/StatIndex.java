package io.drydock.buildkit.session;

import io.drydock.buildkit.message.Stat;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file with what the files of a folder are, in {@link PathSequence}. */
final class StatIndex {
  private StatIndex() {}

  /** Reads one after the other. */
  static final class Reader implements AutoCloseable {
    private final Optional<DataInputStream> in;
    private Optional<Stat> next;

    /**
     * @param file may be missing, as if it were empty
     */
    Reader(Path file) throws IOException {
      in =
          Files.exists(file)
              ? Optional.of(
                  new DataInputStream(new BufferedInputStream(Files.newInputStream(file))))
              : Optional.empty();
      next = read();
    }

    /** The next one; empty at the end. */
    Optional<Stat> peek() {
      return next;
    }

    void skip() throws IOException {
      next = read();
    }

    private Optional<Stat> read() throws IOException {
      if (in.isEmpty()) {
        return Optional.empty();
      }
      try {
        int length = in.get().readInt();
        return Optional.of(Stat.decode(in.get().readNBytes(length)));
      } catch (EOFException e) {
        return Optional.empty();
      }
    }

    @Override
    public void close() throws IOException {
      if (in.isPresent()) {
        in.get().close();
      }
    }
  }

  /** Writes one after the other. */
  static final class Writer implements AutoCloseable {
    private final DataOutputStream out;

    Writer(Path file) throws IOException {
      out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    void add(Stat stat) throws IOException {
      byte[] bytes = stat.encode();
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
