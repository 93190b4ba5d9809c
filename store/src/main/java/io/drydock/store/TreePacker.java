package io.drydock.store;

import io.drydock.oci.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Writes a tree in overlay form as a tar: in the order of names, whiteouts as tar has them. */
final class TreePacker {
  private final DirectoryLayer tree;
  private final LayerTarWriter tar;

  private TreePacker(DirectoryLayer tree, LayerTarWriter tar) {
    this.tree = tree;
    this.tar = tar;
  }

  static void pack(Path directory, LayerTarWriter tar) throws IOException {
    try (var tree = new DirectoryLayer(directory)) {
      new TreePacker(tree, tar).directory("");
    }
  }

  private void directory(String path) throws IOException {
    for (LayerNode node : tree.children(path)) {
      String child = TreePath.join(path, node.entry().name());
      if (node.isWhiteout()) {
        tar.whiteout(child);
      } else if (node.isDirectory()) {
        tar.add(node.entry());
        if (node.opaque()) {
          tar.opaque(child);
        }
        directory(child);
      } else if (node.entry().isFile()) {
        try (InputStream content = tree.open(node)) {
          tar.add(node.entry(), content);
        }
      } else {
        tar.add(node.entry());
      }
    }
  }
}
