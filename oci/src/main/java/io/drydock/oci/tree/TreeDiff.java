package io.drydock.oci.tree;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The difference of two trees. Content is compared only where everything else is equal, and by
 * digest.
 */
public final class TreeDiff {
  private final FileTree before;
  private final FileTree after;
  private final Visitor visitor;

  /** Takes the changes one by one. */
  public interface Visitor {
    void visit(Change change) throws IOException;
  }

  private TreeDiff(FileTree before, FileTree after, Visitor visitor) {
    this.before = before;
    this.after = after;
    this.visitor = visitor;
  }

  /**
   * Tells the visitor what changed, in the order of a walk through both trees; removals in a
   * directory before anything else in it. The root is compared too.
   */
  public static void compare(FileTree before, FileTree after, Visitor visitor) throws IOException {
    var diff = new TreeDiff(before, after, visitor);
    Entry oldRoot = before.find("").orElseThrow();
    Entry newRoot = after.find("").orElseThrow();
    diff.compareEntries(oldRoot, newRoot);
  }

  private void compareEntries(Entry old, Entry now) throws IOException {
    if (!same(old, now)) {
      visitor.visit(new Change.Modified(old, now));
    }
    if (old.isDirectory() && now.isDirectory()) {
      compareChildren(now.path());
    } else if (now.isDirectory()) {
      addChildren(now.path());
    }
  }

  private void compareChildren(String directory) throws IOException {
    Map<String, Entry> old = new HashMap<>();
    for (Entry each : before.children(directory)) {
      old.put(each.path(), each);
    }
    List<Entry> now = after.children(directory);
    reportRemoved(old, now);
    for (Entry each : now) {
      Entry counterpart = old.get(each.path());
      if (counterpart == null) {
        add(each);
      } else {
        compareEntries(counterpart, each);
      }
    }
  }

  private void reportRemoved(Map<String, Entry> old, List<Entry> now) throws IOException {
    Map<String, Entry> left = new TreeMap<>(PathOrder.INSTANCE);
    left.putAll(old);
    now.forEach(each -> left.remove(each.path()));
    for (Entry each : left.values()) {
      visitor.visit(new Change.Removed(each));
    }
  }

  private void add(Entry entry) throws IOException {
    visitor.visit(new Change.Added(entry));
    if (entry.isDirectory()) {
      addChildren(entry.path());
    }
  }

  private void addChildren(String directory) throws IOException {
    for (Entry each : after.children(directory)) {
      add(each);
    }
  }

  private boolean same(Entry old, Entry now) throws IOException {
    return old.hasSameMetadata(now)
        && (!old.isFile() || before.digest(old).equals(after.digest(now)));
  }
}
