package io.drydock.oci.layer;

import io.drydock.oci.tree.Change;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.TreeDiff;
import io.drydock.oci.tree.TreePath;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes the difference of two trees as a layer: applied to the one it gives the other. Directories
 * above a change are in it too, as containerd does it, so that their modes are known.
 */
public final class LayerDiff {
  private final FileTree after;
  private final LayerWriter writer;
  private final Set<String> directories = new HashSet<>();

  private LayerDiff(FileTree after, LayerWriter writer) {
    this.after = after;
    this.writer = writer;
  }

  /** Adds all changes to the layer. The root's own metadata is in it only when it changed. */
  public static void write(FileTree before, FileTree after, LayerWriter writer) throws IOException {
    var diff = new LayerDiff(after, writer);
    diff.directories.add("");
    TreeDiff.compare(before, after, diff::write);
  }

  private void write(Change change) throws IOException {
    writeParents(change.path());
    switch (change) {
      case Change.Added added -> write(added.entry());
      case Change.Modified modified -> write(modified.entry());
      case Change.Removed removed -> writer.whiteout(removed.path());
    }
  }

  private void write(Entry entry) throws IOException {
    if (entry.isFile()) {
      writer.add(entry, after.open(entry));
    } else {
      directories.add(entry.path());
      writer.add(entry);
    }
  }

  private void writeParents(String path) throws IOException {
    String parent = TreePath.parent(path);
    if (!directories.contains(parent)) {
      writeParents(parent);
      write(after.find(parent).orElseThrow());
    }
  }
}
