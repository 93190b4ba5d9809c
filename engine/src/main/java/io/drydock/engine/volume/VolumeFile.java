package io.drydock.engine.volume;

import com.google.gson.JsonObject;
import io.drydock.core.DurableFile;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;

/** What is known of a volume beside its files: {@code volume.json} in its directory. */
final class VolumeFile {
  /** The directory of the volume's files, where programs look for it in Docker's volumes. */
  static final String DATA = "_data";

  private static final String FILE = "volume.json";

  private VolumeFile() {}

  static Volume read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    JsonObject json = Json.object(Files.readAllBytes(file), file.toString());
    return new Volume(
        directory.getFileName().toString(),
        Volume.LOCAL,
        new LinkedHashMap<>(Json.stringMap(json, "options")),
        new LinkedHashMap<>(Json.stringMap(json, "labels")),
        Json.string(json, "created").map(Instant::parse).orElse(Instant.EPOCH),
        directory.resolve(DATA));
  }

  static void write(Path directory, Volume volume) throws IOException {
    var json = new JsonObject();
    json.addProperty("created", volume.created().toString());
    json.add("options", Json.object(volume.options()));
    json.add("labels", Json.object(volume.labels()));
    DurableFile.writeSynced(directory.resolve(FILE), Json.bytes(json));
  }
}
