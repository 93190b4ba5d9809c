package io.drydock.build.context;

import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import org.jspecify.annotations.Nullable;

/** An entry of a context directory, with what the cache has to know of it. */
final class Item {
  final Entry entry;
  final FileStat stat;

  /** Whether a later change of the file is certain to show in its times. */
  final boolean settled;

  private volatile @Nullable Digest digest;

  Item(Entry entry, FileStat stat, boolean settled) {
    this.entry = entry;
    this.stat = stat;
    this.settled = settled;
  }

  @Nullable Digest digest() {
    return digest;
  }

  void setDigest(Digest value) {
    digest = value;
  }
}
