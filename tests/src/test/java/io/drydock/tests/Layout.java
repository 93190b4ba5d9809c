package io.drydock.tests;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads an OCI image layout. */
record Layout(Path directory) {
  JsonObject index() throws IOException {
    return read(directory.resolve("index.json"));
  }

  /** What a descriptor points at. */
  JsonObject at(JsonObject descriptor) throws IOException {
    return read(path(descriptor));
  }

  Path path(JsonObject descriptor) {
    return directory.resolve("blobs").resolve(digest(descriptor).replace(':', '/'));
  }

  static String digest(JsonObject descriptor) {
    return descriptor.get("digest").getAsString();
  }

  static JsonObject read(Path file) throws IOException {
    return Json.object(Files.readAllBytes(file), file.toString());
  }

  /** The objects of a list. */
  static List<JsonObject> list(JsonObject object, String member) {
    return StreamSupport.stream(object.getAsJsonArray(member).spliterator(), false)
        .map(each -> each.getAsJsonObject())
        .toList();
  }

  /** The only entry of the layout. */
  JsonObject only() throws IOException {
    List<JsonObject> entries = list(index(), "manifests");
    if (entries.size() != 1) {
      throw new AssertionError("one entry expected, not " + entries);
    }
    return entries.getFirst();
  }
}
