package io.drydock.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Small values by key, a file each, and when each was last of use. A record keeps the layers that
 * it names from collection. What was put survives the death of any process; after a power failure
 * the latest may be missing, but none is ever wrong.
 */
public final class Records {
  /** How much later a record must be read again for its last use to be noted again. */
  private static final Duration GRANULARITY = Duration.ofMinutes(1);

  private final RecordFiles files;
  private final Leases leases;

  private Records(RecordFiles files, Leases leases) {
    this.files = files;
    this.leases = leases;
  }

  /**
   * What is known of a record.
   *
   * @param layers that it keeps
   * @param size of the value in bytes
   * @param lastUsed to the minute
   */
  public record Entry(
      String key, List<Layers.Id> layers, long size, Instant made, Instant lastUsed) {
    public Entry {
      layers = List.copyOf(layers);
    }
  }

  static Records open(Path root, String purpose, Leases leases) {
    Path directory = root.resolve("records").resolve(Names.check(purpose, 40, "record purpose"));
    return new Records(new RecordFiles(directory), leases);
  }

  /** The value, which counts as a use of it. */
  public Optional<byte[]> get(String key) {
    Path file = files.file(key);
    try {
      Optional<RecordFile> record = RecordFile.parse(Files.readAllBytes(file));
      if (record.filter(each -> each.key().equals(key)).isEmpty()) {
        return Optional.empty();
      }
      touch(file);
      return record.map(RecordFile::value);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Disk.failure("read a record", file, e);
    }
  }

  /** The value, without counting as a use of it. */
  public Optional<byte[]> peek(String key) {
    Path file = files.file(key);
    try {
      return RecordFile.parse(Files.readAllBytes(file))
          .filter(each -> each.key().equals(key))
          .map(RecordFile::value);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Disk.failure("read a record", file, e);
    }
  }

  /** Stores a value that needs no layer. */
  public void put(String key, byte[] value) {
    put(key, value, List.of());
  }

  /**
   * Stores a value in place of any that the key had.
   *
   * @param layers that are to be kept as long as the record is
   */
  public void put(String key, byte[] value, List<Layers.Id> layers) {
    Path file = files.file(key);
    Path temporary = leases.temporary("record");
    try {
      Files.createDirectories(Disk.parent(file));
      Files.write(temporary, new RecordFile(key, layers, Instant.now(), value).toBytes());
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Disk.deleteQuietly(temporary);
      throw Disk.failure("write a record", file, e);
    }
  }

  /** Whether there was such a record. */
  public boolean delete(String key) {
    return files.delete(key);
  }

  /** All records, in no order. Reading them here is no use of them. */
  public List<Entry> list() {
    return files.list();
  }

  private static void touch(Path file) throws IOException {
    Instant now = Instant.now();
    FileTime last = Files.readAttributes(file, BasicFileAttributes.class).lastModifiedTime();
    if (last.toInstant().plus(GRANULARITY).isBefore(now)) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }
}
