package io.drydock.build.export;

import io.drydock.build.rootfs.EntryWriter;
import io.drydock.linux.file.RootDirectory;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the files of a tree as a tar or into a directory. */
final class FilesExporter {
  private final FileTree tree;
  private final Optional<Instant> epoch;

  /**
   * @param epoch the time of every file, instead of its own
   */
  FilesExporter(FileTree tree, Optional<Instant> epoch) {
    this.tree = tree;
    this.epoch = epoch;
  }

  /** Takes entries, directories before what they hold. */
  private interface Target {
    void put(Entry entry) throws IOException;
  }

  /**
   * Adds the files to a tar.
   *
   * @param prefix of their paths: empty, or a directory with a slash behind it
   */
  void tar(String prefix, LayerWriter writer) throws IOException {
    walk(entry -> {
      Entry there = prefix.isEmpty() ? entry : entry.withPath(prefix + entry.path());
      if (entry.isFile()) {
        writer.add(there, tree.open(entry));
      } else {
        writer.add(there);
      }
    });
  }

  /**
   * Writes into a directory, which is made when it is missing; other files in it stay.
   *
   * @return the paths that were written
   */
  List<String> directory(Path directory) throws IOException {
    Files.createDirectories(directory);
    var written = new ArrayList<String>();
    var directories = new ArrayDeque<Entry>();
    try (RootDirectory target = RootDirectory.open(directory)) {
      var writer = new EntryWriter(tree, target);
      walk(entry -> {
        written.add(entry.path());
        if (entry.isDirectory()) {
          target.makeDirectory(entry.path(), EntryWriter.attributes(entry));
          directories.push(entry);
        } else {
          target.delete(entry.path());
          writer.write(entry, entry.path());
        }
      });
      for (Entry each : directories) {
        target.setModified(each.path(), each.modified());
      }
    }
    return written;
  }

  private void walk(Target target) throws IOException {
    var todo = new ArrayDeque<Entry>();
    tree.children("").reversed().forEach(todo::push);
    while (!todo.isEmpty()) {
      Entry entry = todo.pop();
      target.put(epoch.map(entry::withModified).orElse(entry));
      if (entry.isDirectory()) {
        tree.children(entry.path()).reversed().forEach(todo::push);
      }
    }
  }
}
