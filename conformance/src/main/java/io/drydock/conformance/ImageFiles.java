package io.drydock.conformance;

import com.google.gson.JsonObject;
import io.drydock.oci.Digest;
import io.drydock.oci.layer.TarEntry;
import io.drydock.oci.layer.TarReader;
import io.drydock.oci.tree.Entry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of an image in the form of the recorded cases: path to what is recorded of it. */
final class ImageFiles {
  private static final int HASH_DIGITS = 16;

  private ImageFiles() {}

  /** What an archive of a whole root file system holds, without its root. */
  static Map<String, JsonObject> read(Path archive) throws IOException {
    var files = new TreeMap<String, JsonObject>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
        var reader = new TarReader(in, archive.toString())) {
      for (Optional<TarEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
        TarEntry each = next.get();
        String path = "/" + each.entry().path();
        if (each.isHardLink()) {
          JsonObject other = files.get("/" + each.hardLinkTo());
          files.put(path, other == null ? new JsonObject() : other.deepCopy());
        } else if (!path.equals("/")) {
          files.put(path, describe(each.entry(), reader.content()));
        }
      }
    }
    return files;
  }

  private static JsonObject describe(Entry entry, InputStream content) throws IOException {
    var json = new JsonObject();
    json.addProperty("type", type(entry.type()));
    json.addProperty("uid", entry.uid());
    json.addProperty("gid", entry.gid());
    if (entry.isSymlink()) {
      json.addProperty("to", entry.linkTarget());
    } else {
      json.addProperty("mode", Integer.toOctalString(entry.mode()));
    }
    if (entry.isFile()) {
      json.addProperty("size", entry.size());
      json.addProperty("sha", Digest.of(content).encoded().substring(0, HASH_DIGITS));
    }
    if (!entry.xattrs().isEmpty()) {
      var attributes = new JsonObject();
      entry
          .xattrs()
          .forEach((name, value) -> attributes.addProperty(name, HexFormat.of().formatHex(value)));
      json.add("xattr", attributes);
    }
    return json;
  }

  private static String type(Entry.Type type) {
    return switch (type) {
      case FILE -> "file";
      case DIRECTORY -> "dir";
      case SYMLINK -> "link";
      case FIFO -> "fifo";
      case CHAR_DEVICE, BLOCK_DEVICE -> "dev";
    };
  }
}
