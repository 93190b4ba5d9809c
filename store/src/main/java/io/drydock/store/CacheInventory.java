package io.drydock.store;

import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Lists what the build cache keeps, and takes things out of it. */
final class CacheInventory {
  private static final String BUILD = "build";

  private final Path root;
  private final LayerFiles layers;
  private final LayerSizes sizes;

  CacheInventory(Path root) {
    this.root = root;
    this.layers = new LayerFiles(root);
    this.sizes = new LayerSizes(root);
  }

  /** Records that lead to one layer, or one that leads to none. */
  private static final class Group {
    final List<String> keys = new ArrayList<>();
    Instant made = Instant.MAX;
    Instant lastUsed = Instant.MIN;

    void add(Records.Entry record) {
      keys.add(record.key());
      made = record.made().isBefore(made) ? record.made() : made;
      lastUsed = record.lastUsed().isAfter(lastUsed) ? record.lastUsed() : lastUsed;
    }
  }

  /**
   * Everything.
   *
   * @param imageLayers the diff IDs of images' layers
   */
  List<CacheItem> all(Set<Digest> imageLayers) throws IOException {
    var items = new ArrayList<CacheItem>();
    steps(imageLayers, items);
    mounts(items);
    internal(items);
    return items;
  }

  private void steps(Set<Digest> imageLayers, List<CacheItem> items) throws IOException {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Records.Entry record : records(BUILD).list()) {
      String id = record.layers().isEmpty() ? record.key() : record.layers().getFirst().value();
      groups.computeIfAbsent(id, any -> new Group()).add(record);
    }
    for (Map.Entry<String, Group> each : groups.entrySet()) {
      Group group = each.getValue();
      var id = new Layers.Id(each.getKey());
      Optional<LayerRecord> layer = layers.find(layers.real(id));
      boolean shared = layer.flatMap(LayerRecord::diffId).filter(imageLayers::contains).isPresent();
      items.add(
          new CacheItem(
              each.getKey(),
              CacheItem.Kind.STEP,
              layer.isPresent() ? sizes.onDisk(layers.real(id)) : 0,
              shared,
              group.made,
              group.lastUsed,
              group.keys,
              ""));
    }
  }

  private void mounts(List<CacheItem> items) throws IOException {
    for (Path directory : Disk.list(root.resolve("caches"))) {
      items.add(
          new CacheItem(
              Disk.name(directory),
              CacheItem.Kind.MOUNT,
              DiskUsage.of(directory.resolve(CacheDirectory.DATA)),
              false,
              Files.getLastModifiedTime(directory.resolve(CacheDirectory.ID_FILE)).toInstant(),
              Files.getLastModifiedTime(directory).toInstant(),
              List.of(),
              Files.readString(directory.resolve(CacheDirectory.ID_FILE))));
    }
  }

  /** Notes of one purpose are one thing: each is a few bytes. */
  private void internal(List<CacheItem> items) throws IOException {
    for (RecordFiles each : RecordFiles.all(root)) {
      String purpose = Disk.name(each.directory());
      List<Records.Entry> records = each.list();
      if (!purpose.equals(BUILD) && !records.isEmpty()) {
        var group = new Group();
        records.forEach(group::add);
        long bytes = records.stream().mapToLong(Records.Entry::size).sum();
        items.add(
            new CacheItem(
                "records/" + purpose,
                CacheItem.Kind.INTERNAL,
                bytes,
                false,
                group.made,
                group.lastUsed,
                group.keys,
                "notes on " + purpose));
      }
    }
    Path archive = root.resolve("archive");
    if (Files.isDirectory(archive)) {
      try (Stream<Path> files = Files.walk(archive)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          file(file).ifPresent(items::add);
        }
      }
    }
  }

  private Optional<CacheItem> file(Path file) throws IOException {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Instant made = attributes.lastModifiedTime().toInstant();
      Instant read = attributes.lastAccessTime().toInstant();
      String id = root.relativize(file).toString();
      return Optional.of(internal(id, attributes.size(), made, read.isAfter(made) ? read : made));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static CacheItem internal(String id, long bytes, Instant made, Instant lastUsed) {
    return new CacheItem(
        id, CacheItem.Kind.INTERNAL, bytes, false, made, lastUsed, List.of(), "package archive");
  }

  private RecordFiles records(String purpose) {
    return new RecordFiles(root.resolve("records").resolve(purpose));
  }

  /**
   * Takes the thing out; what it kept goes with the next sweep.
   *
   * @param trash takes directories
   * @return whether it is out: a cache mount that is in use stays
   */
  boolean remove(CacheItem item, Locks locks, Path trash) throws IOException {
    return switch (item.kind()) {
      case STEP -> {
        item.keys().forEach(records(BUILD)::delete);
        yield true;
      }
      case INTERNAL -> {
        if (item.keys().isEmpty()) {
          yield Files.deleteIfExists(root.resolve(item.id()));
        }
        item.keys().forEach(new RecordFiles(root.resolve(item.id()))::delete);
        yield true;
      }
      case MOUNT -> {
        Path directory = root.resolve("caches").resolve(item.id());
        Optional<LockFile.Hold> hold = CacheDirectory.tryTake(locks.caches, directory);
        if (hold.isEmpty()) {
          yield false;
        }
        try (LockFile.Hold _ = hold.get()) {
          Files.move(directory, trash.resolve(item.id()), StandardCopyOption.ATOMIC_MOVE);
          yield true;
        }
      }
    };
  }
}
