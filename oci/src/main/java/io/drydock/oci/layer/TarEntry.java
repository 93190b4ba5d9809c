package io.drydock.oci.layer;

import io.drydock.oci.tree.Entry;

/**
 * One entry of an archive.
 *
 * @param entry as a tree would have it, its path cleaned; for a hard link what the archive repeats
 *     of the file, with no size
 * @param hardLinkTo the path, cleaned, of the earlier entry that this is another name of; empty for
 *     everything that is no hard link
 */
public record TarEntry(Entry entry, String hardLinkTo) {
  public boolean isHardLink() {
    return !hardLinkTo.isEmpty();
  }
}
