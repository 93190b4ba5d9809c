package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Layers} as directories below {@code layers}; who makes a form holds the layer's lock. */
final class LayerDirectory implements Layers {
  private final LayerFiles files;
  private final BlobDirectory blobs;
  private final Leases leases;
  private final Locks locks;
  private final Settlement settlement;
  private final LayerForms forms;
  private final OpenLayers opened = new OpenLayers();

  LayerDirectory(Path root, BlobDirectory blobs, Leases leases, Locks locks) {
    this.files = new LayerFiles(root);
    this.blobs = blobs;
    this.leases = leases;
    this.locks = locks;
    this.settlement = new Settlement(root, locks);
    this.forms = new LayerForms(root, blobs, leases, settlement);
  }

  @Override
  public boolean contains(Id id) {
    settlement.recover();
    if (leases.isPinned("layer " + id.value())) {
      return files.exists(id);
    }
    try (var guard = leases.reading()) {
      boolean present = files.exists(id);
      if (present) {
        guard.pin(id);
      }
      return present;
    }
  }

  @Override
  public Id add(Descriptor blob, Digest diffId) {
    Id id = Id.of(diffId);
    settlement.recover();
    LayerRecord record =
        Compression.of(blob.mediaType()) == Compression.NONE
            ? LayerRecord.ofTar(diffId, blob.size())
            : LayerRecord.ofTar(diffId, 0).withCompressed(blob);
    try {
      if (!forms.publish(id, record, Optional.empty())) {
        addCompressed(id, blob);
      }
      return id;
    } catch (IOException e) {
      throw Disk.failure("add layer " + id.value(), files.directory(id), e);
    }
  }

  @Override
  public Builder build() {
    settlement.recover();
    return new LayerBuilder(new LayerTarWriter(blobs.write()), this::publish, files.all());
  }

  private Id publish(LayerTarWriter.Written tar) throws IOException {
    Id id = Id.of(tar.diffId());
    LayerRecord record = LayerRecord.ofTar(tar.diffId(), tar.size());
    forms.publish(id, record, Optional.of(tar.index()));
    return id;
  }

  @Override
  public Id copy(Path upperDirectory) {
    settlement.recover();
    try (var tar = new LayerTarWriter(blobs.write())) {
      TreePacker.pack(upperDirectory, tar);
      return publish(tar.commit());
    } catch (IOException e) {
      throw Disk.failure("make a layer of " + upperDirectory, files.all(), e);
    }
  }

  @Override
  public Id adopt(Id id, Path upperDirectory) {
    settlement.recover();
    try (var _ = lock(id)) {
      if (contains(id) || !forms.adopt(id, upperDirectory)) {
        pinWritten(id);
        Disk.deleteTree(upperDirectory);
      }
      return id;
    } catch (IOException e) {
      throw Disk.failure("keep layer " + id.value(), files.directory(id), e);
    }
  }

  @Override
  public Path tree(Id id, List<Id> below) {
    Id real = require(id);
    Path tree = files.tree(real);
    if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      return tree;
    }
    try {
      return make(real, () -> unpack(real, EmptyTree.INSTANCE));
    } catch (LinkedBelowException e) {
      // Trees of the layers below first, and without this layer's lock: nobody waits in a circle.
      for (int i = 0; i < below.size(); i++) {
        tree(below.get(i), below.subList(0, i));
      }
      FileTree view = view(below);
      return make(real, () -> unpack(real, view));
    }
  }

  private Path unpack(Id id, FileTree below) throws IOException {
    try (var _ = lock(id)) {
      return forms.tree(id, below);
    }
  }

  @Override
  public Descriptor tar(Id id) {
    Id real = require(id);
    Optional<Descriptor> present = forms.presentTar(files.get(real));
    if (present.isPresent()) {
      return present.get();
    }
    return make(
        real,
        () -> {
          try (var _ = lock(real)) {
            return forms.tar(real);
          }
        });
  }

  @Override
  public Optional<Digest> diffId(Id id) {
    return files.get(require(id)).diffId();
  }

  @Override
  public List<Descriptor> compressed(Id id) {
    var present = new ArrayList<Descriptor>();
    for (Descriptor each : files.get(require(id)).compressed()) {
      if (blobs.contains(each.digest())) {
        present.add(each);
      }
    }
    return List.copyOf(present);
  }

  @Override
  public long size(Digest diffId, Descriptor blob) {
    return files
        .find(Id.of(diffId))
        .map(LayerRecord::tarSize)
        .filter(size -> size > 0)
        .orElse(blob.size());
  }

  @Override
  public void addCompressed(Id id, Descriptor blob) {
    Id real = require(id);
    if (Compression.of(blob.mediaType()) == Compression.NONE) {
      return;
    }
    try (var _ = lock(real)) {
      LayerRecord record = files.get(real);
      LayerRecord changed = record.withCompressed(blob);
      if (!changed.equals(record)) {
        forms.update(real, changed);
      }
    } catch (IOException e) {
      throw Disk.failure("note a blob of layer " + real.value(), files.directory(real), e);
    }
  }

  @Override
  public FileTree view(List<Id> layers) {
    var sources = new ArrayList<LayerSource>(layers.size());
    for (Id id : layers) {
      Id real = require(id);
      sources.add(opened.get(real, files.directory(real), () -> source(real)));
    }
    return new LayerView(sources);
  }

  /** Makes trees that were unpacked or adopted durable, and lets go of open layers. */
  void close() {
    try {
      opened.close();
      settlement.settle();
    } catch (IOException e) {
      throw Disk.failure("sync the store", files.all(), e);
    }
  }

  /** The layer's index if it has one or only a tar, else its tree. */
  private LayerSource source(Id real) {
    Path tree = files.tree(real);
    if (!Files.exists(files.index(real)) && Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      return new DirectoryLayer(tree);
    }
    LayerIndex index =
        make(
            real,
            () -> {
              if (!Files.exists(files.index(real))) {
                try (var _ = lock(real)) {
                  forms.index(real);
                }
              }
              return LayerIndex.read(files.index(real));
            });
    return new IndexedLayer(index, new LayerContents(this, files, blobs, real));
  }

  private interface Making<T> {
    T make() throws IOException;
  }

  private <T> T make(Id id, Making<T> making) {
    try {
      return making.make();
    } catch (IOException e) {
      throw Disk.failure("read layer " + id.value(), files.directory(id), e);
    }
  }

  /** The layer's own name, once it is known to be there and pinned. */
  private Id require(Id id) {
    if (!contains(id)) {
      throw missing(id);
    }
    return files.real(id);
  }

  private DrydockException missing(Id id) {
    files.get(id);
    throw new IllegalStateException("layer " + id.value() + " came while it was looked for");
  }

  private void pinWritten(Id id) {
    try (var guard = leases.writing()) {
      guard.pin(id);
    }
  }

  private LockFile.Hold lock(Id id) {
    return locks.layers.exclusive(LockFile.key(id.value()));
  }
}
