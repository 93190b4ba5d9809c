package io.drydock.buildkit.control;

import io.drydock.buildkit.message.Stat;
import io.drydock.buildkit.message.Wire;
import io.drydock.buildkit.message.WireWriter;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.PathResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Answers what clients ask about the files of a result: {@code LLBBridge.ReadFile}, {@code
 * StatFile} and {@code ReadDir}.
 *
 * @param files of the result
 */
record ResultFiles(FileTree files) {
  /** The longest part of a file in one answer: gRPC's messages end at 16 MiB. */
  private static final int LONGEST = 15 << 20;

  /** The bytes of a file, or a range of them. */
  byte[] readFile(Wire request) {
    String path = request.text(2);
    Entry file = find(path);
    if (!file.isFile()) {
      throw new DrydockException(ErrorKind.INVALID, "read " + path + ": is no regular file");
    }
    Wire range = request.child(3).orElseGet(() -> Wire.read(new byte[0]));
    long offset = range.number(1);
    long length = range.number(2) > 0 ? range.number(2) : Long.MAX_VALUE;
    long wanted = Math.max(0, Math.min(length, file.size() - offset));
    if (wanted > LONGEST) {
      throw new DrydockException(
              ErrorKind.EXHAUSTED, "read " + path + ": longer than an answer may be")
          .withHint("Ask for ranges of it.");
    }
    try (InputStream in = files.open(file)) {
      in.skipNBytes(Math.min(offset, file.size()));
      return new WireWriter().bytes(1, in.readNBytes((int) wanted)).encode();
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "read " + path + ": " + e, e);
    }
  }

  /** What a file is. */
  byte[] statFile(Wire request) {
    String path = request.text(2);
    Entry entry = find(path);
    return new WireWriter().message(1, stat(entry, lastName(path)).encode()).encode();
  }

  /** What the files in a directory are, those that match a pattern where there is one. */
  byte[] readDirectory(Wire request) {
    Entry directory = find(request.text(2));
    String pattern = request.text(3);
    PathMatcher matcher =
        FileSystems.getDefault()
            .getPathMatcher("glob:" + (pattern.isEmpty() ? "*" : pattern.replace("{", "\\{")));
    var out = new WireWriter();
    for (Entry each : files.children(directory.path())) {
      if (matcher.matches(Path.of(each.name()))) {
        out.message(1, stat(each, each.name()).encode());
      }
    }
    return out.encode();
  }

  private Entry find(String path) {
    return new PathResolver(files)
        .find(clean(path))
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.NOT_FOUND, "open " + path + ": no such file or directory"));
  }

  private static String clean(String path) {
    return Path.of("/", path).normalize().toString().substring(1);
  }

  private static String lastName(String path) {
    String clean = clean(path);
    return clean.substring(clean.lastIndexOf('/') + 1);
  }

  private static Stat stat(Entry entry, String name) {
    int type =
        switch (entry.type()) {
          case FILE -> 0100000;
          case DIRECTORY -> 0040000;
          case SYMLINK -> 0120000;
          case CHAR_DEVICE -> 0020000;
          case BLOCK_DEVICE -> 0060000;
          case FIFO -> 0010000;
        };
    long modified = ChronoUnit.NANOS.between(Instant.EPOCH, entry.modified());
    return new Stat(
        name,
        Stat.goMode(type | entry.mode()),
        entry.uid(),
        entry.gid(),
        entry.size(),
        modified,
        entry.linkTarget(),
        entry.major(),
        entry.minor(),
        Map.copyOf(entry.xattrs()));
  }
}
