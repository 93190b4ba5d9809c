package io.drydock.build.copy;

import io.drydock.build.copy.LayerDraft.Content;
import io.drydock.build.copy.LayerDraft.Owner;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Decides where everything that a COPY takes comes to lie, as BuildKit's copier does. */
final class CopyPlanner {
  private final LayerDraft draft;
  private final Rules rules;

  /**
   * How entries change on the way.
   *
   * @param destination absolute; ends in a slash when it has to be a directory
   * @param chown who owns everything, empty to keep or reset the owners
   * @param keepOwner whether owners stay as they are in the source, without {@code chown}
   */
  record Rules(
      String destination, Optional<Owner> chown, Optional<FileMode> chmod, boolean keepOwner) {}

  CopyPlanner(LayerDraft draft, Rules rules) {
    this.draft = draft;
    this.rules = rules;
  }

  void add(Selection.Source source) {
    String destination = place(source.entry(), source.name());
    Map<Long, Long> linkGroups = new HashMap<>();
    boolean always = source.includes().isEmpty();
    SourceWalk.walk(
        source,
        (path, entry, chosen) -> {
          String to = TreePath.join(destination, path);
          boolean overwrite = always && chosen && !path.isEmpty();
          if (entry.isDirectory()) {
            addDirectory(to, entry, overwrite);
          } else {
            addFile(source, to, entry, linkGroups);
          }
        });
  }

  /** The path of the source's copy, links followed; the directories that it needs are made. */
  String place(Entry source, String name) {
    String given = TreePath.cleanWithin(rules.destination());
    boolean slash = rules.destination().endsWith("/");
    draft.makeDirectories(draft.resolve(slash ? given : TreePath.parent(given)), newOwner());
    String destination = draft.resolve(given);
    Optional<Entry> existing = draft.find(destination);
    if (source.isDirectory()) {
      if (existing.isEmpty()) {
        draft.makeDirectories(destination, newOwner());
      }
      return destination;
    }
    if (existing.filter(Entry::isDirectory).isPresent()) {
      destination = TreePath.join(destination, name);
    }
    draft.makeDirectories(TreePath.parent(destination), newOwner());
    return destination;
  }

  Owner newOwner() {
    return rules.chown().orElse(Owner.ROOT);
  }

  private void addDirectory(String path, Entry source, boolean overwrite) {
    Optional<Entry> existing = draft.find(path);
    if (existing.isPresent() && !existing.get().isDirectory()) {
      throw new DrydockException(ErrorKind.INVALID, "cannot copy to non-directory: /" + path);
    }
    if (existing.isEmpty() || overwrite) {
      draft.put(changed(source, path), Content.NONE);
    }
  }

  private void addFile(
      Selection.Source source, String path, Entry entry, Map<Long, Long> linkGroups) {
    if (draft.find(path).filter(Entry::isDirectory).isPresent()) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot replace to directory /" + path + " with file");
    }
    long group =
        entry.linkGroup() == 0
            ? 0
            : linkGroups.computeIfAbsent(entry.linkGroup(), any -> draft.newLinkGroup());
    draft.put(
        changed(entry, path).withLinkGroup(group), new LayerDraft.TreeFile(source.tree(), entry));
  }

  private Entry changed(Entry entry, String path) {
    Entry changed = entry.withPath(path);
    if (rules.chown().isPresent()) {
      changed = changed.withOwner(rules.chown().get().uid(), rules.chown().get().gid());
    } else if (!rules.keepOwner()) {
      changed = changed.withOwner(0, 0);
    }
    if (rules.chmod().isPresent() && !entry.isSymlink()) {
      changed = changed.withMode(rules.chmod().get().apply(entry.mode(), entry.isDirectory()));
    }
    return changed;
  }
}
