package io.drydock.distribution.archive;

import io.drydock.core.OutputFile;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An OCI image layout as a directory (image specification, image-layout.md). */
final class LayoutDirectory {
  private final Path directory;

  LayoutDirectory(Path directory) {
    this.directory = directory;
  }

  /** What the layout lists so far; nothing where there is none. */
  static List<Descriptor> index(Path directory) throws IOException {
    Path file = directory.resolve("index.json");
    return Files.exists(file) ? ImageIndex.parse(Files.readAllBytes(file)).manifests() : List.of();
  }

  /** Writes the blobs that are not there, and then the documents, which name them. */
  void write(SavedContent content, Map<String, byte[]> documents) throws IOException {
    for (Digest each : content.blobs()) {
      Path blob = directory.resolve("blobs").resolve(each.algorithm()).resolve(each.encoded());
      if (!Files.exists(blob)) {
        Files.createDirectories(blob.getParent());
        try (InputStream in = content.open(each)) {
          new OutputFile(blob).write(in::transferTo);
        }
      }
    }
    for (Map.Entry<String, byte[]> each : documents.entrySet()) {
      new OutputFile(directory.resolve(each.getKey())).write(out -> out.write(each.getValue()));
    }
  }
}
