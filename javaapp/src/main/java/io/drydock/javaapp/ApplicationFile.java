package io.drydock.javaapp;

import io.drydock.oci.tree.MemoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One file of an application.
 *
 * @param path within its part
 * @param size in bytes
 * @param content where the bytes are
 */
record ApplicationFile(String path, long size, MemoryTree.Content content) {
  private static final String CLASS = ".class";

  static ApplicationFile of(String path, Path file) {
    try {
      return new ApplicationFile(path, Files.size(file), () -> Files.newInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An entry of an archive that stays open for as long as the file is of use. */
  static ApplicationFile of(String path, ZipFile archive, ZipEntry entry) {
    return new ApplicationFile(path, entry.getSize(), () -> archive.getInputStream(entry));
  }

  boolean isClass() {
    return path.endsWith(CLASS);
  }

  /** The class that the file's path says it holds, as {@code java} takes its name. */
  String className() {
    return path.substring(0, path.length() - CLASS.length()).replace('/', '.');
  }

  InputStream open() throws IOException {
    return content.open();
  }
}
