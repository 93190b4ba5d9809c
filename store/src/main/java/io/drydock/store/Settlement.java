package io.drydock.store;

import io.drydock.linux.file.RootDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which trees may not be on the disk yet. A tree has too many files to sync each; instead a file
 * {@code unsettled/BOOT/LAYER} is made before the tree gets its name, and removed when the whole
 * file system was synced at the end. After a power failure the boot is another one: trees that are
 * marked by an earlier boot are dropped.
 */
final class Settlement {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  private final Path root;
  private final LayerFiles files;
  private final Locks locks;
  private final List<Path> own = new ArrayList<>();
  private volatile boolean recovered;

  Settlement(Path root, Locks locks) {
    this.root = root;
    this.files = new LayerFiles(root);
    this.locks = locks;
  }

  /** Notes that a tree is about to get its name. */
  synchronized void mark(Layers.Id layer) throws IOException {
    Path boot = Files.createDirectories(root.resolve("unsettled").resolve(bootId()));
    Path marker = boot.resolve(layer.value());
    try {
      Files.createFile(marker);
    } catch (FileAlreadyExistsException e) {
      // Of a process that was killed meanwhile; now it is ours.
    }
    own.add(marker);
  }

  /** Syncs the file system, and forgets the marks whose trees that covers. */
  synchronized void settle() throws IOException {
    if (own.isEmpty()) {
      return;
    }
    List<Path> settled = new ArrayList<>(own);
    for (Path marker : Disk.list(root.resolve("unsettled").resolve(bootId()))) {
      if (modified(marker).plus(ABANDONED).isBefore(Instant.now())) {
        settled.add(marker);
      }
    }
    try (var directory = RootDirectory.open(root)) {
      directory.syncFileSystem();
    }
    for (Path marker : settled) {
      Files.deleteIfExists(marker);
    }
    own.clear();
  }

  /** Drops the trees that an earlier boot left unsettled. Cheap when there are none. */
  void recover() {
    if (recovered) {
      return;
    }
    try {
      List<Path> boots = Disk.list(root.resolve("unsettled"));
      String present = boots.isEmpty() ? "" : bootId();
      for (Path boot : boots) {
        if (!Disk.name(boot).equals(present)) {
          recover(boot);
        }
      }
      recovered = true;
    } catch (IOException e) {
      throw Disk.failure("recover the store", root, e);
    }
  }

  private void recover(Path boot) throws IOException {
    for (Path marker : Disk.list(boot)) {
      var layer = new Layers.Id(Disk.name(marker));
      try (var _ = locks.layers.exclusive(LockFile.key(layer.value()))) {
        if (Files.exists(marker)) {
          drop(layer);
          Files.deleteIfExists(marker);
        }
      }
    }
    Files.deleteIfExists(boot);
  }

  private void drop(Layers.Id layer) throws IOException {
    Optional<LayerRecord> record = files.find(layer);
    boolean hasTar =
        record
            .filter(each -> each.diffId().isPresent() || !each.compressed().isEmpty())
            .isPresent();
    if (!hasTar) {
      Files.deleteIfExists(files.directory(layer).resolve(LayerRecord.FILE));
    }
    Disk.deleteTree(files.tree(layer));
    if (!hasTar) {
      Disk.deleteTree(files.directory(layer));
    }
  }

  private static Instant modified(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.MAX.minus(ABANDONED);
    }
  }

  private static String bootId() throws IOException {
    return Files.readString(BOOT_ID, StandardCharsets.US_ASCII).strip();
  }
}
