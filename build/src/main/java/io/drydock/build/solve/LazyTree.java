package io.drydock.build.solve;

import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tree that is brought here when somebody looks into it. */
final class LazyTree implements FileTree {
  private final Supplier<? extends FileTree> source;
  private @Nullable FileTree tree;

  LazyTree(Supplier<? extends FileTree> source) {
    this.source = source;
  }

  private synchronized FileTree tree() {
    FileTree present = tree;
    if (present == null) {
      present = source.get();
      tree = present;
    }
    return present;
  }

  @Override
  public Optional<Entry> find(String path) {
    return tree().find(path);
  }

  @Override
  public List<Entry> children(String path) {
    return tree().children(path);
  }

  @Override
  public InputStream open(Entry file) throws IOException {
    return tree().open(file);
  }

  @Override
  public Digest digest(Entry file) throws IOException {
    return tree().digest(file);
  }
}
