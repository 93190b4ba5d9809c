package io.drydock.oci.tree;

import io.drydock.core.DrydockException;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A tree of files that can be looked at: a directory, a layer, an image's stacked layers, a build
 * context. Paths are as in {@link Entry#path}; no method follows symbolic links.
 */
public interface FileTree {
  /** The entry at the path, or empty when there is none. The root always exists. */
  Optional<Entry> find(String path);

  /**
   * The direct children of a directory, sorted by name (bytes of UTF-8).
   *
   * @throws DrydockException of kind NOT_FOUND when the path is no directory
   */
  List<Entry> children(String path);

  /** The bytes of a regular file. */
  InputStream open(Entry file) throws IOException;

  /** The SHA-256 digest of a regular file's bytes; trees that know it don't read the file. */
  default Digest digest(Entry file) throws IOException {
    try (InputStream in = open(file)) {
      return Digest.of(in);
    }
  }

  /** The digest if the tree knows it without reading the file. */
  default Optional<Digest> knownDigest(Entry file) {
    return Optional.empty();
  }
}
