package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Makes layers' directories, and one form of a layer from another. But for {@link #publish}, the
 * caller holds the layer's lock.
 */
final class LayerForms {
  private final LayerFiles files;
  private final BlobDirectory blobs;
  private final Leases leases;
  private final Settlement settlement;

  LayerForms(Path root, BlobDirectory blobs, Leases leases, Settlement settlement) {
    this.files = new LayerFiles(root);
    this.blobs = blobs;
    this.leases = leases;
    this.settlement = settlement;
  }

  /** Makes a layer known, unless it is; returns whether it was not. */
  boolean publish(Layers.Id id, LayerRecord record, Optional<byte[]> index) throws IOException {
    if (exists(id)) {
      return false;
    }
    Path temporary = Files.createDirectory(leases.temporary("layer"));
    try {
      Disk.writeNew(temporary.resolve(LayerRecord.FILE), record.toBytes());
      if (index.isPresent()) {
        Disk.writeNew(temporary.resolve("index"), index.get());
      }
      return moveInPlace(temporary, id);
    } catch (IOException e) {
      Disk.deleteQuietly(temporary);
      throw e;
    }
  }

  /** As {@link #publish}, with a directory that is moved in as the tree. */
  boolean adopt(Layers.Id id, Path upperDirectory) throws IOException {
    Path temporary = Files.createDirectory(leases.temporary("layer"));
    Files.write(temporary.resolve(LayerRecord.FILE), LayerRecord.UNKNOWN.toBytes());
    Files.move(upperDirectory, temporary.resolve("tree"), StandardCopyOption.ATOMIC_MOVE);
    settlement.mark(id);
    return moveInPlace(temporary, id);
  }

  void update(Layers.Id id, LayerRecord record) throws IOException {
    Path temporary = leases.temporary("layer-record");
    Disk.writeNew(temporary, record.toBytes());
    Disk.publish(temporary, files.directory(id).resolve(LayerRecord.FILE));
  }

  /** The tar, if it is there. */
  Optional<Descriptor> presentTar(LayerRecord record) {
    Optional<Digest> diffId = record.diffId().filter(blobs::contains);
    return diffId.map(each -> new Descriptor(MediaTypes.OCI_LAYER, each, blobs.size(each)));
  }

  /** The tree, made from a tar if need be. */
  Path tree(Layers.Id id, FileTree below) throws IOException {
    Path tree = files.tree(id);
    if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      return tree;
    }
    Path temporary = Files.createDirectory(leases.temporary("tree"));
    try (TarSource tar = openTar(id)) {
      byte[] index = LayerPass.unpack(tar.in(), describe(id), temporary, below);
      tar.finish();
      writeIndex(id, index);
      settlement.mark(id);
      Files.move(temporary, tree, StandardCopyOption.ATOMIC_MOVE);
      return tree;
    } catch (IOException | RuntimeException e) {
      Disk.deleteQuietly(temporary);
      throw e;
    }
  }

  /** Makes the index from a tar, unless there is one. */
  void index(Layers.Id id) throws IOException {
    if (Files.exists(files.index(id))) {
      return;
    }
    try (TarSource tar = openTar(id)) {
      byte[] index = LayerPass.index(tar.in(), describe(id));
      tar.finish();
      writeIndex(id, index);
    }
  }

  /** The tar, made from a compressed one or else from the tree if need be. */
  Descriptor tar(Layers.Id id) throws IOException {
    LayerRecord record = files.get(id);
    Optional<Descriptor> present = presentTar(record);
    if (present.isPresent()) {
      return present.get();
    }
    Optional<Descriptor> compressed = presentCompressed(record);
    return compressed.isPresent() ? decompress(id) : pack(id, record);
  }

  private Descriptor decompress(Layers.Id id) throws IOException {
    try (TarSource tar = openTar(id);
        Blobs.Writer blob = blobs.write()) {
      tar.in().transferTo(blob);
      tar.finish();
      long size = blob.position();
      Digest digest = blob.commit();
      update(id, files.get(id).withTar(digest, size));
      return new Descriptor(MediaTypes.OCI_LAYER, digest, size);
    }
  }

  private Descriptor pack(Layers.Id id, LayerRecord record) throws IOException {
    Path tree = files.tree(id);
    if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      throw contentMissing(id);
    }
    try (var writer = new LayerTarWriter(blobs.write())) {
      TreePacker.pack(tree, writer);
      LayerTarWriter.Written tar = writer.commit();
      if (record.diffId().filter(each -> !each.equals(tar.diffId())).isPresent()) {
        throw contentMissing(id);
      }
      writeIndex(id, tar.index());
      update(id, record.withTar(tar.diffId(), tar.size()));
      alias(tar.diffId(), id);
      return new Descriptor(MediaTypes.OCI_LAYER, tar.diffId(), tar.size());
    }
  }

  /** Lets the layer be found by its diff ID too, unless another one has it. */
  private void alias(Digest diffId, Layers.Id id) throws IOException {
    Path link = files.directory(Layers.Id.of(diffId));
    try (var guard = leases.writing()) {
      guard.pin(id);
      Files.createSymbolicLink(link, Path.of(id.value()));
    } catch (FileAlreadyExistsException e) {
      // The same content under another name, or the same layer once more.
    }
  }

  private TarSource openTar(Layers.Id id) throws IOException {
    LayerRecord record = files.get(id);
    Digest diffId = record.diffId().orElseThrow(() -> contentMissing(id));
    if (blobs.contains(diffId)) {
      return TarSource.plain(blobs.open(diffId), diffId, describe(id));
    }
    Descriptor blob = presentCompressed(record).orElseThrow(() -> contentMissing(id));
    return TarSource.compressed(blobs.open(blob.digest()), blob, diffId, describe(id));
  }

  private Optional<Descriptor> presentCompressed(LayerRecord record) {
    for (Descriptor each : record.compressed()) {
      if (blobs.contains(each.digest())) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private void writeIndex(Layers.Id id, byte[] index) throws IOException {
    Path temporary = leases.temporary("index");
    Disk.writeNew(temporary, index);
    Disk.publish(temporary, files.index(id));
  }

  private boolean exists(Layers.Id id) {
    try (var guard = leases.writing()) {
      guard.pin(id);
      return files.exists(id);
    }
  }

  private boolean moveInPlace(Path temporary, Layers.Id id) throws IOException {
    try (var guard = leases.writing()) {
      guard.pin(id);
      Disk.publish(temporary, files.directory(id));
      return true;
    } catch (FileSystemException e) {
      Disk.deleteQuietly(temporary);
      if (!files.exists(id)) {
        throw e;
      }
      return false;
    }
  }

  private static String describe(Layers.Id id) {
    return "layer " + id.value();
  }

  private static DrydockException contentMissing(Layers.Id id) {
    return new DrydockException(
        ErrorKind.NOT_FOUND,
        "the content of layer " + id.value() + " is not in the store",
        null,
        "Pull or build the image again.",
        null);
  }
}
