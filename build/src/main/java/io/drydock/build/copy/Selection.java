package io.drydock.build.copy;

import io.drydock.build.plan.Operation.Copy;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.PathResolver;
import io.drydock.oci.tree.TreePath;
import java.util.ArrayList;
import java.util.List;

/**
 * What one COPY or ADD takes, in order.
 *
 * @param sources what the instruction's items turned out to be
 */
record Selection(List<Source> sources) {
  Selection {
    sources = List.copyOf(sources);
  }

  /**
   * One file or directory that is copied.
   *
   * @param entry where the path leads in the tree, links followed
   * @param name what it is called in a destination directory
   * @param excludes relative to {@code entry}
   * @param includes with {@code --parents}: what of the directory is copied, otherwise empty
   * @param unpack whether it is unpacked if it is an archive
   */
  record Source(
      FileTree tree,
      Entry entry,
      String name,
      IgnoreRules excludes,
      List<String> includes,
      boolean unpack) {
    Source {
      includes = List.copyOf(includes);
    }
  }

  /**
   * @throws DrydockException of kind NOT_FOUND in BuildKit's words when a source that is no pattern
   *     does not exist
   */
  static Selection of(Copy copy, CopyStep.Trees trees) {
    IgnoreRules excludes = IgnoreRules.of(copy.excludes());
    var sources = new ArrayList<Source>();
    for (Copy.Item item : copy.items()) {
      FileTree tree = trees.of(item);
      if (copy.parents()) {
        sources.add(withParents(tree, item, excludes));
      } else {
        addPlain(tree, item, excludes, sources);
      }
    }
    return new Selection(sources);
  }

  private static void addPlain(
      FileTree tree, Copy.Item item, IgnoreRules excludes, List<Source> sources) {
    List<String> paths =
        item.wildcards() ? Wildcards.expand(tree, item.path()) : List.of(item.path());
    for (String path : paths) {
      Entry entry = follow(tree, path);
      String name = TreePath.name(path);
      if (entry.isDirectory() || excludes.isEmpty() || !excludes.excludes(name)) {
        sources.add(new Source(tree, entry, name, excludes, List.of(), item.unpack()));
      }
    }
  }

  private static Source withParents(FileTree tree, Copy.Item item, IgnoreRules excludes) {
    Entry pivot = follow(tree, item.pivot());
    if (!item.wildcards() && tree.find(TreePath.join(pivot.path(), item.path())).isEmpty()) {
      throw missing(item.path());
    }
    List<String> includes = item.path().isEmpty() ? List.of() : List.of(item.path());
    return new Source(tree, pivot, "", excludes, includes, false);
  }

  private static Entry follow(FileTree tree, String path) {
    return tree.find(new PathResolver(tree).resolve(path)).orElseThrow(() -> missing(path));
  }

  private static DrydockException missing(String path) {
    return new DrydockException(ErrorKind.NOT_FOUND, "\"/" + path + "\": not found");
  }
}
