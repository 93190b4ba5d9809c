package io.drydock.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A live user of the store: a file in {@code leases} that it holds locked, with a line for all that
 * it has pinned, and a directory in {@code tmp} of the same name. The kernel drops the lock when
 * the process dies, in whatever process-ID namespace it was, so what a dead owner left is known.
 */
final class Owner {
  /** The owners of this process, whose files it must not open again: closing them would unlock. */
  private static final Map<Path, Owner> HERE = new ConcurrentHashMap<>();

  private static final AtomicInteger SERIAL = new AtomicInteger();

  private final Path leaseFile;
  private final Path temporary;
  private final RandomAccessFile file;
  private final Set<String> pins = new HashSet<>();
  private int serial;

  private Owner(Path leaseFile, Path temporary, RandomAccessFile file) {
    this.leaseFile = leaseFile;
    this.temporary = temporary;
    this.file = file;
  }

  /** A new owner. The caller holds the collection's lock, so that no collector comes between. */
  static Owner create(Path root) throws IOException {
    String prefix = processId() + "-" + Long.toHexString(System.nanoTime()) + "-";
    while (true) {
      String name = prefix + SERIAL.incrementAndGet();
      Path leaseFile = root.resolve("leases").resolve(name);
      try {
        Files.createFile(leaseFile);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      var file = new RandomAccessFile(leaseFile.toFile(), "rw");
      var owner = new Owner(leaseFile, root.resolve("tmp").resolve(name), file);
      HERE.put(leaseFile, owner);
      if (file.getChannel().tryLock() == null) {
        throw new IOException(leaseFile + " is locked by another process");
      }
      Files.createDirectory(owner.temporary);
      return owner;
    }
  }

  /** A name in the owner's temporary directory that nothing has yet. */
  synchronized Path temporary(String purpose) {
    return temporary.resolve(purpose + "-" + ++serial);
  }

  /** Adds the line unless it is there. The caller holds the collection's lock. */
  synchronized void pin(String line) throws IOException {
    if (pins.add(line)) {
      file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  synchronized boolean isPinned(String line) {
    return pins.contains(line);
  }

  synchronized void unpinAll() throws IOException {
    pins.clear();
    file.setLength(0);
    file.seek(0);
  }

  /** Leaves: removes the lease and all that is still in the temporary directory. */
  synchronized void close() throws IOException {
    Disk.deleteQuietly(temporary);
    Files.deleteIfExists(leaseFile);
    HERE.remove(leaseFile);
    file.close();
  }

  /** What the owner behind a lease file has pinned; empty when it is dead. */
  static Optional<List<String>> pins(Path leaseFile) throws IOException {
    Owner here = HERE.get(leaseFile);
    if (here != null) {
      synchronized (here) {
        return Optional.of(List.copyOf(here.pins));
      }
    }
    try (FileChannel other =
        FileChannel.open(leaseFile, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (other.tryLock() != null) {
        return Optional.empty();
      }
      var content = ByteBuffer.allocate(Math.toIntExact(other.size()));
      while (content.hasRemaining() && other.read(content) >= 0) {
        // Reads on.
      }
      String text = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
      return Optional.of(text.lines().toList());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Read from {@code /proc}, which costs nothing of what {@link ProcessHandle} starts. */
  private static String processId() throws IOException {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self")).toString();
    } catch (NoSuchFileException e) {
      return String.valueOf(ProcessHandle.current().pid());
    }
  }
}
