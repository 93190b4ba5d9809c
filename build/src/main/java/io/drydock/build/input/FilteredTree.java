package io.drydock.build.input;

import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A tree without what ignore rules exclude. */
record FilteredTree(FileTree files, IgnoreRules rules) implements FileTree {
  @Override
  public Optional<Entry> find(String path) {
    return files.find(path).filter(this::isThere);
  }

  @Override
  public List<Entry> children(String path) {
    return files.children(path).stream().filter(this::isThere).toList();
  }

  /** An ignored directory is still there when something below it is not ignored. */
  private boolean isThere(Entry entry) {
    return entry.path().isEmpty()
        || !rules.excludes(entry.path())
        || (entry.isDirectory() && rules.mayContainIncluded(entry.path()));
  }

  @Override
  public InputStream open(Entry file) throws IOException {
    return files.open(file);
  }

  @Override
  public Digest digest(Entry file) throws IOException {
    return files.digest(file);
  }
}
