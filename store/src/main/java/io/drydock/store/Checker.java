package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks whether the store is whole; see {@link Fault}. */
final class Checker {
  private static final int BUFFER = 256 * 1024;

  private final Path root;
  private final BlobDirectory blobs;
  private final Locks locks;
  private final LayerFiles layerFiles;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<Digest> checkedDocuments = new HashSet<>();

  Checker(Path root, BlobDirectory blobs, Locks locks) {
    this.root = root;
    this.blobs = blobs;
    this.locks = locks;
    this.layerFiles = new LayerFiles(root);
  }

  List<Fault> check(boolean quick) throws IOException {
    try (var _ = locks.collection.shared(0)) {
      images();
      layers();
      leftovers();
    }
    if (!quick) {
      digests();
    }
    return List.copyOf(faults);
  }

  private void images() throws IOException {
    Path file = root.resolve("index.json");
    try {
      for (Descriptor each : ImageIndex.parse(Files.readAllBytes(file)).manifests()) {
        Images.Entry entry = IndexEntry.read(each);
        image(entry.name().map(Object::toString).orElse("<none>"), each, true);
      }
    } catch (DrydockException e) {
      error(file.toString(), e.getMessage());
    } catch (NoSuchFileException e) {
      error(file.toString(), "is missing");
    }
  }

  /** All of one image. Of an index's manifests only those that were fetched need be there. */
  private void image(String name, Descriptor target, boolean required) {
    if (!Files.exists(blobs.path(target.digest()))) {
      if (required) {
        error(name, "manifest " + target.digest() + " is missing");
      }
      return;
    }
    if (!content(name, target) || !checkedDocuments.add(target.digest())) {
      return;
    }
    try {
      if (MediaTypes.isIndex(target.mediaType())) {
        for (Descriptor each : ImageIndex.parse(blobs.read(target.digest())).manifests()) {
          image(name, each, false);
        }
      } else if (MediaTypes.isManifest(target.mediaType())) {
        manifest(name, ImageManifest.parse(blobs.read(target.digest())));
      }
    } catch (DrydockException e) {
      error(name, e.getMessage());
    }
  }

  private void manifest(String name, ImageManifest manifest) {
    String type = manifest.config().mediaType();
    boolean readable = content(name, manifest.config());
    if (!readable
        || !(type.equals(MediaTypes.OCI_CONFIG) || type.equals(MediaTypes.DOCKER_CONFIG))) {
      manifest.layers().forEach(each -> content(name, each));
      return;
    }
    List<Digest> diffIds = ImageConfig.parse(blobs.read(manifest.config().digest())).diffIds();
    if (diffIds.size() != manifest.layers().size()) {
      error(
          name,
          "has " + manifest.layers().size() + " layers, but its config names " + diffIds.size());
      return;
    }
    for (int i = 0; i < diffIds.size(); i++) {
      layer(name, manifest.layers().get(i), diffIds.get(i));
    }
  }

  /** A layer may be here in another form than the one that the manifest lists. */
  private void layer(String name, Descriptor blob, Digest diffId) {
    Layers.Id id = Layers.Id.of(diffId);
    boolean otherForm =
        !Files.exists(blobs.path(blob.digest()))
            && layerFiles
                .find(id)
                .filter(each -> hasContent(layerFiles.directory(id), each))
                .isPresent();
    if (!otherForm) {
      content(name, blob);
    }
  }

  private boolean content(String name, Descriptor blob) {
    Path path = blobs.path(blob.digest());
    try {
      long size = Files.size(path);
      if (size != blob.size()) {
        error(name, "blob " + blob.digest() + " has " + size + " bytes, not " + blob.size());
        return false;
      }
      return true;
    } catch (IOException e) {
      error(name, "blob " + blob.digest() + " is missing");
      return false;
    }
  }

  private void layers() throws IOException {
    for (Path directory : Disk.list(layerFiles.all())) {
      String name = "layer " + Disk.name(directory);
      if (!Files.exists(directory)) {
        garbage(name, "leads to a layer that is gone");
        continue;
      }
      try {
        Optional<LayerRecord> record = LayerRecord.read(directory);
        if (record.isEmpty()) {
          error(name, "has no " + LayerRecord.FILE);
        } else if (!hasContent(directory, record.get())) {
          error(name, "has neither a tree nor a tar");
        }
        index(name, directory.resolve("index"));
      } catch (DrydockException e) {
        error(name, e.getMessage());
      }
    }
  }

  private boolean hasContent(Path directory, LayerRecord record) {
    if (Files.isDirectory(directory.resolve("tree"))) {
      return true;
    }
    if (record.diffId().filter(each -> Files.exists(blobs.path(each))).isPresent()) {
      return true;
    }
    for (Descriptor each : record.compressed()) {
      if (Files.exists(blobs.path(each.digest()))) {
        return true;
      }
    }
    return false;
  }

  private void index(String name, Path file) throws IOException {
    if (Files.exists(file)) {
      try {
        LayerIndex.read(file);
      } catch (DrydockException e) {
        error(name, e.getMessage());
      }
    }
  }

  private void leftovers() throws IOException {
    for (Path lease : Disk.list(root.resolve("leases"))) {
      if (Owner.pins(lease).isEmpty()) {
        garbage(lease.toString(), "is the lease of a process that is gone");
      }
    }
    for (Path directory : Disk.list(root.resolve("tmp"))) {
      Path lease = root.resolve("leases").resolve(Disk.name(directory));
      if (!Files.exists(lease) || Owner.pins(lease).isEmpty()) {
        garbage(directory.toString(), "was left by a process that is gone");
      }
    }
    for (RecordFiles records : RecordFiles.all(root)) {
      for (Path file : records.files()) {
        if (RecordFile.parse(Files.readAllBytes(file)).isEmpty()) {
          garbage(file.toString(), "is a torn record");
        }
      }
    }
  }

  private void digests() throws IOException {
    for (Path algorithm : Disk.list(root.resolve("blobs"))) {
      for (Path blob : Disk.list(algorithm)) {
        String text = Disk.name(algorithm) + ":" + Disk.name(blob);
        if (Digest.isValid(text)) {
          digest(Digest.parse(text), blob);
        } else {
          garbage(blob.toString(), "is not named by a digest");
        }
      }
    }
  }

  private void digest(Digest digest, Path blob) throws IOException {
    MessageDigest hash = digest.newHash();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(blob)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        hash.update(buffer, 0, n);
      }
    } catch (NoSuchFileException e) {
      return;
    }
    if (!digest.matches(hash)) {
      error("blob " + digest, "its content has another digest");
    }
  }

  private void error(String subject, String message) {
    faults.add(new Fault(Fault.Severity.ERROR, subject, message));
  }

  private void garbage(String subject, String message) {
    faults.add(new Fault(Fault.Severity.GARBAGE, subject, message));
  }
}
