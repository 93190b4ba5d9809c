package io.drydock.build.copy;

import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through everything that is copied of one source: directories before what they hold, names
 * sorted. A directory that is itself left out shows up all the same, just before the first thing in
 * it that is not.
 */
final class SourceWalk {
  /** Takes what the walk comes by. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param path relative to the source, empty for the source itself
     * @param chosen false for a directory that is only there for what it holds
     */
    void visit(String path, Entry entry, boolean chosen);
  }

  private final Selection.Source source;
  private final IgnoreRules excludes;
  private final boolean excludesNothing;
  private final IgnoreRules includes;
  private final boolean includesAll;
  private final List<String> literalPrefix;
  private final Visitor visitor;
  private final List<Entry> waiting = new ArrayList<>();

  private SourceWalk(Selection.Source source, Visitor visitor) {
    this.source = source;
    this.visitor = visitor;
    this.excludes = source.excludes();
    this.excludesNothing = excludes.isEmpty();
    this.includes = IgnoreRules.of(source.includes());
    this.includesAll = source.includes().isEmpty();
    this.literalPrefix = literalPrefix(source.includes());
  }

  static void walk(Selection.Source source, Visitor visitor) {
    new SourceWalk(source, visitor).run();
  }

  private void run() {
    visitor.visit("", source.entry(), true);
    var todo = new ArrayDeque<Entry>();
    if (source.entry().isDirectory()) {
      pushChildren(todo, source.entry());
    }
    while (!todo.isEmpty()) {
      Entry entry = todo.pop();
      String path = relative(entry);
      dropWaitingOutside(entry);
      boolean chosen = isChosen(path);
      if (chosen) {
        waiting.forEach(each -> visitor.visit(relative(each), each, false));
        waiting.clear();
        visitor.visit(path, entry, true);
      }
      if (entry.isDirectory() && mayHoldChosen(path)) {
        if (!chosen) {
          waiting.add(entry);
        }
        pushChildren(todo, entry);
      }
    }
  }

  private void pushChildren(ArrayDeque<Entry> todo, Entry directory) {
    source.tree().children(directory.path()).reversed().forEach(todo::push);
  }

  private void dropWaitingOutside(Entry entry) {
    waiting.removeIf(each -> !entry.path().startsWith(each.path() + "/"));
  }

  private boolean isChosen(String path) {
    return (includesAll || includes.excludes(path))
        && (excludesNothing || !excludes.excludes(path));
  }

  private boolean mayHoldChosen(String path) {
    return (includesAll || mayBeIncluded(path))
        && (excludesNothing || !excludes.excludes(path) || excludes.mayContainIncluded(path));
  }

  private boolean mayBeIncluded(String directory) {
    List<String> parts = TreePath.components(directory);
    int common = Math.min(parts.size(), literalPrefix.size());
    return parts.subList(0, common).equals(literalPrefix.subList(0, common));
  }

  private static List<String> literalPrefix(List<String> includes) {
    var prefix = new ArrayList<String>();
    for (String part :
        includes.isEmpty() ? List.<String>of() : TreePath.components(includes.getFirst())) {
      if (Wildcards.isPattern(part)) {
        break;
      }
      prefix.add(part);
    }
    return prefix;
  }

  private String relative(Entry entry) {
    String root = source.entry().path();
    return root.isEmpty() ? entry.path() : entry.path().substring(root.length() + 1);
  }
}
