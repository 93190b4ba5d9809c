package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A tree with nothing but its root. */
final class EmptyTree implements FileTree {
  static final EmptyTree INSTANCE = new EmptyTree();

  private EmptyTree() {}

  @Override
  public Optional<Entry> find(String path) {
    return path.isEmpty()
        ? Optional.of(Entry.directory("", 0755, Instant.EPOCH))
        : Optional.empty();
  }

  @Override
  public List<Entry> children(String path) {
    if (path.isEmpty()) {
      return List.of();
    }
    throw new DrydockException(ErrorKind.NOT_FOUND, "no such directory: /" + path);
  }

  @Override
  public InputStream open(Entry file) {
    throw new DrydockException(ErrorKind.NOT_FOUND, "no such file: /" + file.path());
  }
}
