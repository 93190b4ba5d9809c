package io.drydock.build.solve;

import io.drydock.build.copy.CopyStep;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What steps take of build contexts: for each path its content, type, mode and owner. */
final class TakenFiles {
  /** Of steps that take more it is not remembered which files changed. */
  private static final int MOST = 20_000;

  private static final int DIGEST_DIGITS = 16;

  private final Map<String, String> files = new LinkedHashMap<>();

  void add(CopyStep selected) throws IOException {
    try {
      selected.show(this::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void add(FileTree tree, Entry entry) {
    if (files.size() < MOST) {
      String attributes =
          " "
              + entry.type()
              + " "
              + Integer.toOctalString(entry.mode())
              + " "
              + entry.uid()
              + ":"
              + entry.gid();
      files.put(entry.path().isEmpty() ? "." : entry.path(), content(tree, entry) + attributes);
    }
  }

  private static String content(FileTree tree, Entry entry) {
    if (!entry.isFile()) {
      return entry.linkTarget().isEmpty() ? "-" : entry.linkTarget().replace(' ', '_');
    }
    try {
      return tree.digest(entry).encoded().substring(0, DIGEST_DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By path; nothing when there are too many. */
  Map<String, String> byPath() {
    return files.size() < MOST ? files : Map.of();
  }
}
