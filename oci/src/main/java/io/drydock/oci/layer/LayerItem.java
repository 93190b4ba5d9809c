package io.drydock.oci.layer;

import io.drydock.oci.tree.Entry;

/** What an entry of a layer's archive does to the tree below it. */
public sealed interface LayerItem {
  /** Puts a file, directory, link or device there; the reader has a file's content. */
  record Present(Entry entry) implements LayerItem {}

  /**
   * Gives a file of this layer another name.
   *
   * @param entry the new name, with what the archive repeats of the file and no size
   * @param target the path of the file in this layer
   */
  record HardLink(Entry entry, String target) implements LayerItem {}

  /** Hides a path of the layers below. */
  record Whiteout(String path) implements LayerItem {}

  /** Hides everything that the layers below have in the directory. */
  record Opaque(String directory) implements LayerItem {}
}
