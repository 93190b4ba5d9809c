package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@link Images} as the entries of {@code index.json}, which is replaced as a whole. */
final class ImageIndexFile implements Images {
  static final ImageIndex EMPTY = new ImageIndex(List.of());

  private final Path file;
  private final BlobDirectory blobs;
  private final Leases leases;
  private final Locks locks;

  ImageIndexFile(Path root, BlobDirectory blobs, Leases leases, Locks locks) {
    this.file = root.resolve("index.json");
    this.blobs = blobs;
    this.leases = leases;
    this.locks = locks;
  }

  @Override
  public List<Entry> list() {
    try (var guard = leases.reading()) {
      List<Entry> entries = entries(read());
      for (Entry entry : entries) {
        guard.pin(entry.target());
      }
      return entries;
    }
  }

  @Override
  public Optional<Entry> find(ImageReference name) {
    ImageReference wanted = name.withDefaultTag();
    try (var guard = leases.reading()) {
      for (Descriptor each : read().manifests()) {
        boolean found =
            wanted.digest().isEmpty()
                ? IndexEntry.hasName(each, wanted)
                : IndexEntry.isNamed(IndexEntry.read(each), wanted);
        if (found) {
          guard.pin(each);
          return Optional.of(IndexEntry.read(each));
        }
      }
      return Optional.empty();
    }
  }

  @Override
  public Entry resolve(String nameOrId) {
    try (var guard = leases.reading()) {
      Entry entry = new ImageLookup(entries(read()), blobs).resolve(nameOrId);
      guard.pin(entry.target());
      return entry;
    }
  }

  @Override
  public Image load(Descriptor target, Platform platform) {
    try (var guard = leases.reading()) {
      guard.pin(target);
    }
    Descriptor manifest = manifest(target, platform);
    ImageManifest parsed = ImageManifest.parse(blobs.read(manifest.digest()));
    return new Image(manifest, parsed, ImageConfig.parse(blobs.read(parsed.config().digest())));
  }

  @Override
  public void tag(ImageReference name, Descriptor target) {
    ImageReference wanted = name.withDefaultTag();
    Optional<Entry> present = find(wanted);
    if (present.isPresent() && present.get().target().digest().equals(target.digest())) {
      return;
    }
    change(target, entries -> named(entries, wanted, target));
  }

  @Override
  public void keep(Descriptor target) {
    change(
        target,
        present -> {
          if (refers(present, target.digest())) {
            return present;
          }
          var changed = new ArrayList<>(present);
          changed.add(IndexEntry.write(target, Optional.empty(), Instant.now()));
          return changed;
        });
  }

  @Override
  public Optional<Entry> untag(ImageReference name) {
    return removeIf(entry -> IndexEntry.isNamed(entry, name.withDefaultTag())).stream().findFirst();
  }

  @Override
  public List<Entry> remove(Digest target) {
    return removeIf(entry -> entry.target().digest().equals(target));
  }

  /** All entries as they stand in the file, with all annotations. */
  ImageIndex read() {
    try {
      return ImageIndex.parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return EMPTY;
    } catch (IOException e) {
      throw Disk.failure("read the image index", file, e);
    }
  }

  private interface Change {
    /** The new entries, equal to the present ones when there is nothing to change. */
    List<Descriptor> apply(List<Descriptor> present);
  }

  /** Removes the entries for which the condition holds, at once. */
  List<Entry> removeIf(Predicate<Entry> condition) {
    var removed = new ArrayList<Entry>();
    try (var _ = locks.images.exclusive(0)) {
      update(present -> {
        var kept = new ArrayList<Descriptor>();
        for (Descriptor each : present) {
          Entry entry = IndexEntry.read(each);
          if (condition.test(entry)) {
            removed.add(entry);
          } else {
            kept.add(each);
          }
        }
        return removed.isEmpty() ? present : kept;
      });
    }
    return List.copyOf(removed);
  }

  /** Changes the entries so that they hold the target, which must not be swept before. */
  private void change(Descriptor target, Change change) {
    try (var guard = leases.reading();
        var _ = locks.collection.shared(0);
        var _ = locks.images.exclusive(0)) {
      if (!Files.exists(blobs.path(target.digest()))) {
        throw missing(target.digest());
      }
      guard.pin(target);
      update(change);
    }
  }

  private void update(Change change) {
    ImageIndex present = read();
    List<Descriptor> changed = change.apply(present.manifests());
    if (changed.equals(present.manifests())) {
      return;
    }
    var index =
        new ImageIndex(
            present.mediaType(),
            present.artifactType(),
            changed,
            present.subject(),
            present.annotations());
    Path temporary = leases.temporary("index");
    try {
      Disk.writeNew(temporary, index.toBytes());
      Disk.publish(temporary, file);
    } catch (IOException e) {
      throw Disk.failure("write the image index", file, e);
    }
  }

  private Descriptor manifest(Descriptor target, Platform platform) {
    if (!MediaTypes.isIndex(target.mediaType())) {
      return target;
    }
    ImageIndex index = ImageIndex.parse(blobs.read(target.digest()));
    Descriptor selected =
        index
            .select(platform)
            .orElseThrow(() ->
                new DrydockException(
                    ErrorKind.NOT_FOUND,
                    "no matching manifest for " + platform + " in " + target.digest()));
    return manifest(selected, platform);
  }

  private static List<Entry> entries(ImageIndex index) {
    var entries = new ArrayList<Entry>();
    for (Descriptor each : index.manifests()) {
      entries.add(IndexEntry.read(each));
    }
    return List.copyOf(entries);
  }

  /** The entries with the name at the target. Who loses it stays, without a name if need be. */
  private static List<Descriptor> named(
      List<Descriptor> present, ImageReference name, Descriptor target) {
    var changed = new ArrayList<Descriptor>();
    var losers = new ArrayList<Descriptor>();
    for (Descriptor each : present) {
      Entry entry = IndexEntry.read(each);
      boolean same = each.digest().equals(target.digest());
      if (entry.name().filter(name::equals).isPresent()) {
        if (same) {
          return present;
        }
        losers.add(each);
      } else if (entry.name().isPresent() || !same) {
        changed.add(each);
      }
    }
    for (Descriptor each : losers) {
      if (!refers(changed, each.digest())) {
        changed.add(IndexEntry.withoutName(each));
      }
    }
    changed.add(IndexEntry.write(target, Optional.of(name), Instant.now()));
    return changed;
  }

  private static boolean refers(List<Descriptor> entries, Digest target) {
    for (Descriptor each : entries) {
      if (each.digest().equals(target)) {
        return true;
      }
    }
    return false;
  }

  private static DrydockException missing(Digest digest) {
    return new DrydockException(
        ErrorKind.NOT_FOUND, "cannot name an image whose manifest " + digest + " is not there");
  }
}
