package io.drydock.store;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How large layers are. */
final class LayerSizes {
  private final Path root;
  private final LayerFiles files;
  private final Map<Layers.Id, Long> known = new HashMap<>();

  LayerSizes(Path root) {
    this.root = root;
    this.files = new LayerFiles(root);
  }

  /** The bytes of all its forms. */
  long onDisk(Layers.Id id) throws IOException {
    Long present = known.get(id);
    if (present != null) {
      return present;
    }
    long bytes = 0;
    Optional<LayerRecord> record = files.find(id);
    if (record.isPresent()) {
      bytes = DiskUsage.of(files.tree(id));
      bytes += record.get().diffId().isPresent() ? blob(record.get().diffId().get()) : 0;
      for (Descriptor each : record.get().compressed()) {
        bytes += blob(each.digest());
      }
    }
    known.put(id, bytes);
    return bytes;
  }

  /** The size of the layer as users mean it: unpacked if that is known, else that of its blob. */
  long logical(Digest diffId, Descriptor blob) {
    return files
        .find(Layers.Id.of(diffId))
        .map(LayerRecord::tarSize)
        .filter(size -> size > 0)
        .orElse(blob.size());
  }

  private long blob(Digest digest) throws IOException {
    Path path = root.resolve("blobs").resolve(digest.algorithm()).resolve(digest.encoded());
    return Files.exists(path) ? Files.size(path) : 0;
  }
}
