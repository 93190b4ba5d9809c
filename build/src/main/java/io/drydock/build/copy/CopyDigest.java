package io.drydock.build.copy;

import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * The digest of what a COPY takes: names, types, modes, owners, link targets, extended attributes
 * and file contents, but no times.
 */
final class CopyDigest {
  private final MessageDigest hash = Digest.sha256();
  private final Map<Long, String> linkGroups = new HashMap<>();

  private CopyDigest() {}

  static Digest of(Selection selection) throws IOException {
    var digest = new CopyDigest();
    try {
      for (Selection.Source source : selection.sources()) {
        digest.add(source);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return Digest.of(digest.hash);
  }

  private void add(Selection.Source source) {
    linkGroups.clear();
    text("source");
    // A directory is copied without its name and attributes, by what it holds.
    boolean directory = source.entry().isDirectory();
    text(directory ? "" : source.name());
    SourceWalk.walk(
        source,
        (path, entry, chosen) -> {
          if (!path.isEmpty() || !directory) {
            text(path);
            entry(source, entry, path);
          }
        });
  }

  private void entry(Selection.Source source, Entry entry, String path) {
    text(entry.type().name());
    number(entry.mode());
    number(entry.uid());
    number(entry.gid());
    switch (entry.type()) {
      case FILE -> file(source, entry, path);
      case SYMLINK -> text(entry.linkTarget());
      case CHAR_DEVICE, BLOCK_DEVICE -> {
        number(entry.major());
        number(entry.minor());
      }
      case DIRECTORY, FIFO -> {}
    }
    entry
        .xattrs()
        .forEach((name, value) -> {
          text(name);
          number(value.length);
          hash.update(value);
        });
  }

  private void file(Selection.Source source, Entry entry, String path) {
    try {
      text(source.tree().digest(entry).encoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (entry.linkGroup() != 0) {
      String first = linkGroups.putIfAbsent(entry.linkGroup(), path);
      text(first == null ? "" : first);
    }
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    hash.update(bytes);
  }

  private void number(int value) {
    hash.update((byte) (value >>> 24));
    hash.update((byte) (value >>> 16));
    hash.update((byte) (value >>> 8));
    hash.update((byte) value);
  }
}
