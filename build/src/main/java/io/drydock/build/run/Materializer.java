package io.drydock.build.run;

import io.drydock.build.rootfs.EntryWriter;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.oci.tree.Change;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.TreeDiff;
import io.drydock.oci.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeSet;

/** Writes a part of a tree into a directory of the host. */
public final class Materializer {
  private final FileTree tree;
  private final String source;
  private final RootDirectory target;
  private final EntryWriter writer;

  private Materializer(FileTree tree, String source, RootDirectory target) {
    this.tree = tree;
    this.source = source;
    this.target = target;
    this.writer = new EntryWriter(tree, target);
  }

  /**
   * Writes what a directory of the tree holds into an existing directory, which gets the
   * directory's attributes; or a file of the tree under its name.
   */
  public static void write(FileTree tree, Entry source, Path directory) throws IOException {
    try (RootDirectory target = RootDirectory.open(directory)) {
      String root = source.isDirectory() ? source.path() : TreePath.parent(source.path());
      new Materializer(tree, root, target).run(source);
    }
  }

  /** Makes of a directory that holds one tree what another one holds. */
  public static void update(FileTree before, FileTree after, Path directory) throws IOException {
    try (RootDirectory target = RootDirectory.open(directory)) {
      var materializer = new Materializer(after, "", target);
      var parents = new TreeSet<String>();
      TreeDiff.compare(
          before,
          after,
          change -> {
            parents.add(TreePath.parent(change.path()));
            materializer.apply(change);
          });
      for (String each : parents) {
        Optional<Entry> parent = after.find(each).filter(Entry::isDirectory);
        parent.ifPresent(entry -> target.setAttributes(each, EntryWriter.attributes(entry)));
      }
    }
  }

  private void apply(Change change) throws IOException {
    Entry entry =
        switch (change) {
          case Change.Removed removed -> null;
          case Change.Added added -> added.entry();
          case Change.Modified modified -> modified.entry();
        };
    boolean stays =
        entry != null
            && entry.isDirectory()
            && target.status(entry.path()).filter(FileStatus::isDirectory).isPresent();
    if (!stays) {
      target.delete(change.path());
    }
    if (entry != null && entry.isDirectory()) {
      if (entry.path().isEmpty()) {
        target.setAttributes("", EntryWriter.attributes(entry));
      } else {
        target.makeDirectory(entry.path(), EntryWriter.attributes(entry));
      }
    } else if (entry != null) {
      writer.write(entry, path(entry));
    }
  }

  private void run(Entry first) throws IOException {
    var todo = new ArrayDeque<Entry>();
    var directories = new ArrayDeque<Entry>();
    todo.push(first);
    while (!todo.isEmpty()) {
      Entry entry = todo.pop();
      if (entry.isDirectory()) {
        if (!path(entry).isEmpty()) {
          target.makeDirectory(path(entry), EntryWriter.attributes(entry));
        }
        directories.push(entry);
        tree.children(entry.path()).reversed().forEach(todo::push);
      } else {
        writer.write(entry, path(entry));
      }
    }
    // Only now, since writing into a directory changes its time.
    for (Entry each : directories) {
      target.setAttributes(path(each), EntryWriter.attributes(each));
    }
  }

  private String path(Entry entry) {
    return source.isEmpty()
        ? entry.path()
        : entry.path().substring(Math.min(entry.path().length(), source.length() + 1));
  }
}
