package io.drydock.build.context;

import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of a context directory, with what the cache has to know of it. */
final class Item {
  /** Changes only until the listing is shown to anybody. */
  Entry entry;

  final FileStat stat;

  /** Whether a later change of the file is certain to show in its times. */
  final boolean settled;

  private volatile @Nullable Digest digest;

  Item(Entry entry, FileStat stat, boolean settled) {
    this.entry = entry;
    this.stat = stat;
    this.settled = settled;
  }

  /** Takes the file's extended attributes, by name. */
  void setAttributes(Map<String, byte[]> attributes) {
    entry = entry.withXattrs(attributes);
  }

  @Nullable Digest digest() {
    return digest;
  }

  void setDigest(Digest value) {
    digest = value;
  }
}
