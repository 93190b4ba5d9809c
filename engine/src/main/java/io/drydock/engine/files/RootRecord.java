package io.drydock.engine.files;

import com.google.gson.JsonObject;
import io.drydock.core.DurableFile;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a root file system is made of: {@code root.json} in its directory. It repeats the image's
 * documents, since the image may be removed before the container.
 *
 * @param imageSize of the image's layers in bytes
 * @param temporary whether nothing of it has to survive a power failure
 */
record RootRecord(
    Digest imageId, ImageManifest manifest, ImageConfig config, long imageSize, boolean temporary) {
  private static final String FILE = "root.json";

  static RootRecord of(Images.Image image, Layers layers, boolean temporary) {
    long size = 0;
    List<Descriptor> blobs = image.manifest().layers();
    List<Digest> diffIds = image.config().diffIds();
    for (int i = 0; i < diffIds.size(); i++) {
      size += layers.size(diffIds.get(i), blobs.get(i));
    }
    return new RootRecord(image.id(), image.manifest(), image.config(), size, temporary);
  }

  /** The image's layers, base first. */
  List<Layers.Id> layers() {
    return config.diffIds().stream().map(Layers.Id::of).toList();
  }

  static RootRecord read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    JsonObject json = Json.object(Files.readAllBytes(file), file.toString());
    return new RootRecord(
        Digest.parse(Json.string(json, "imageId").orElse("")),
        ImageManifest.parse(Json.bytes(json.get("manifest"))),
        ImageConfig.parse(Json.bytes(json.get("config"))),
        Json.number(json, "imageSize").orElse(0L),
        Json.flag(json, "temporary"));
  }

  void write(Path directory) throws IOException {
    var json = new JsonObject();
    json.addProperty("imageId", imageId.toString());
    json.addProperty("imageSize", imageSize);
    json.add("manifest", Json.parse(manifest.toBytes(), "manifest"));
    json.add("config", Json.parse(config.toBytes(), "config"));
    json.addProperty("temporary", temporary);
    if (temporary) {
      Files.write(directory.resolve(FILE), Json.bytes(json));
    } else {
      DurableFile.writeSynced(directory.resolve(FILE), Json.bytes(json));
    }
  }
}
