package io.drydock.distribution.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.layer.HashingInput;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images of an archive as {@code docker save} has written it since 1.10: {@code manifest.json}
 * lists configs and layers by file name (Docker image specification 1.2, "Combined Image JSON +
 * Filesystem Changeset Format").
 */
final class DockerArchiveReader {
  private static final int HEAD = 6;

  private final ArchiveFiles files;
  private final Store store;

  DockerArchiveReader(ArchiveFiles files, Store store) {
    this.files = files;
    this.store = store;
  }

  List<LoadedImage> images() {
    JsonElement list = Json.parse(files.document("manifest.json").orElseThrow(), "manifest.json");
    if (!(list instanceof JsonArray array) || array.isEmpty()) {
      throw files.invalid("its manifest.json lists no image");
    }
    var images = new ArrayList<LoadedImage>();
    for (JsonElement each : array) {
      if (!(each instanceof JsonObject image)) {
        throw files.invalid("its manifest.json holds a non-object");
      }
      images.add(image(image));
    }
    return List.copyOf(images);
  }

  private LoadedImage image(JsonObject json) {
    ArchiveFiles.Content file =
        files.content(
            Json.string(json, "Config")
                .orElseThrow(() -> files.invalid("its manifest.json names no Config")));
    ImageConfig config = ImageConfig.parse(store.blobs().read(file.digest()));
    List<String> paths = Json.strings(json, "Layers");
    if (paths.size() != config.diffIds().size()) {
      throw files.invalid(
          "invalid manifest, layers length mismatch: expected "
              + config.diffIds().size()
              + ", got "
              + paths.size());
    }
    var layers = new ArrayList<Descriptor>();
    for (int i = 0; i < paths.size(); i++) {
      layers.add(layer(files.content(paths.get(i)), config.diffIds().get(i)));
    }
    var manifest =
        new ImageManifest(
            MediaTypes.DOCKER_MANIFEST,
            "",
            new Descriptor(MediaTypes.DOCKER_CONFIG, file.digest(), file.size()),
            layers,
            Optional.empty(),
            Map.of());
    byte[] raw = manifest.toBytes();
    Digest digest = store.blobs().put(raw);
    return new LoadedImage(
        new Descriptor(MediaTypes.DOCKER_MANIFEST, digest, raw.length),
        Json.strings(json, "RepoTags").stream().map(ImageReference::parse).toList());
  }

  /** The layer's blob, of which it is known now that its content is what the config says. */
  private Descriptor layer(ArchiveFiles.Content file, Digest diffId) {
    Compression compression = compression(file);
    Digest content = compression == Compression.NONE ? file.digest() : unpacked(file, compression);
    if (!content.equals(diffId)) {
      throw files.corrupt(
          "invalid diffID for a layer: expected \"" + diffId + "\", got \"" + content + "\"");
    }
    String type =
        switch (compression) {
          case NONE -> MediaTypes.DOCKER_LAYER;
          case GZIP -> MediaTypes.DOCKER_LAYER_GZIP;
          case ZSTD -> MediaTypes.OCI_LAYER_ZSTD;
          case XZ, BZIP2 ->
              throw new DrydockException(
                  ErrorKind.UNSUPPORTED, "a layer is compressed with " + compression);
        };
    var blob = new Descriptor(type, file.digest(), file.size());
    store.layers().add(blob, diffId);
    return blob;
  }

  private Compression compression(ArchiveFiles.Content file) {
    try (InputStream in = store.blobs().open(file.digest())) {
      byte[] head = new byte[HEAD];
      return Compression.detect(head, in.readNBytes(head, 0, HEAD));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot read the store: " + e, e);
    }
  }

  private Digest unpacked(ArchiveFiles.Content file, Compression compression) {
    try (var in = new HashingInput(compression.decompress(store.blobs().open(file.digest())))) {
      in.transferTo(OutputStream.nullOutputStream());
      return in.digest();
    } catch (IOException e) {
      throw files.corrupt("a layer cannot be decompressed: " + e.getMessage());
    }
  }
}
