package io.drydock.store;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything that something needs: names, leases and records, and what those lead to. */
final class Mark {
  private final Path root;
  private final BlobDirectory blobs;
  private final LayerFiles layerFiles;
  private final Set<Digest> markedBlobs = new HashSet<>();
  private final Set<String> markedLayers = new HashSet<>();

  Mark(Path root, BlobDirectory blobs) {
    this.root = root;
    this.blobs = blobs;
    this.layerFiles = new LayerFiles(root);
  }

  boolean isMarked(Digest blob) {
    return markedBlobs.contains(blob);
  }

  boolean isMarked(Layers.Id layer) {
    return markedLayers.contains(layer.value());
  }

  /** Marks what the live owners have pinned. To be read before names and records. */
  void leases() throws IOException {
    for (Path lease : Disk.list(root.resolve("leases"))) {
      Optional<List<String>> pins = Owner.pins(lease);
      if (pins.isPresent()) {
        pins.get().forEach(this::pin);
      }
    }
  }

  void images(ImageIndex index) {
    for (Descriptor each : index.manifests()) {
      image(each.digest());
    }
  }

  void records() throws IOException {
    for (RecordFiles records : RecordFiles.all(root)) {
      for (Records.Entry each : records.list()) {
        each.layers().forEach(this::layer);
      }
    }
  }

  /** A manifest or index, by what its content says, and all below it that is there. */
  void image(Digest digest) {
    if (!markedBlobs.add(digest)) {
      return;
    }
    Optional<byte[]> content = document(digest);
    if (content.isEmpty()) {
      return;
    }
    try {
      JsonObject json = Json.object(content.get(), digest.toString());
      if (json.has("manifests")) {
        images(ImageIndex.parse(content.get()));
      } else if (json.has("config")) {
        manifest(ImageManifest.parse(content.get()));
      }
    } catch (DrydockException e) {
      // Not a document that refers to others, or a broken one: the check tells.
    }
  }

  void layer(Layers.Id id) {
    if (!markedLayers.add(id.value())) {
      return;
    }
    Layers.Id real = layerFiles.real(id);
    if (!real.equals(id)) {
      layer(real);
      return;
    }
    Optional<LayerRecord> record = layerFiles.find(id);
    if (record.isPresent()) {
      record.get().diffId().ifPresent(markedBlobs::add);
      record.get().compressed().forEach(each -> markedBlobs.add(each.digest()));
      record.get().diffId().ifPresent(each -> layer(Layers.Id.of(each)));
    }
  }

  private void manifest(ImageManifest manifest) {
    Digest config = manifest.config().digest();
    markedBlobs.add(config);
    manifest.layers().forEach(each -> markedBlobs.add(each.digest()));
    document(config)
        .ifPresent(bytes -> {
          for (Digest diffId : ImageConfig.parse(bytes).diffIds()) {
            layer(Layers.Id.of(diffId));
          }
        });
  }

  private void pin(String line) {
    int space = line.indexOf(' ');
    if (space < 0) {
      return;
    }
    String name = line.substring(space + 1);
    switch (line.substring(0, space)) {
      case "blob" -> markedBlobs.add(Digest.parse(name));
      case "image" -> image(Digest.parse(name));
      case "layer" -> layer(new Layers.Id(name));
      default -> throw new IllegalStateException("an unknown pin: " + line);
    }
  }

  private Optional<byte[]> document(Digest digest) {
    try {
      return Optional.of(blobs.read(digest));
    } catch (DrydockException e) {
      return Optional.empty();
    }
  }
}
