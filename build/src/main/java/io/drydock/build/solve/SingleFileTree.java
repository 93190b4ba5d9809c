package io.drydock.build.solve;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A tree with one file in its root. */
record SingleFileTree(Entry file, Digest content, Opener opener) implements FileTree {
  private static final int DIRECTORY_MODE = 0755;

  /** Gives the file's bytes. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  @Override
  public Optional<Entry> find(String path) {
    if (path.isEmpty()) {
      return Optional.of(Entry.directory("", DIRECTORY_MODE, file.modified()));
    }
    return path.equals(file.path()) ? Optional.of(file) : Optional.empty();
  }

  @Override
  public List<Entry> children(String path) {
    if (!path.isEmpty()) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "/" + path + " is no directory");
    }
    return List.of(file);
  }

  @Override
  public InputStream open(Entry entry) throws IOException {
    return opener.open();
  }

  @Override
  public Digest digest(Entry entry) {
    return content;
  }
}
