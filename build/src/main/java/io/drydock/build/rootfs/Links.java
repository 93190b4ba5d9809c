package io.drydock.build.rootfs;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.TreePath;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where paths lead when symbolic links are followed. */
public final class Links {
  private static final int MAX_LINKS = 255;

  private Links() {}

  /** The components of a clean path. */
  public static List<String> parts(String path) {
    return path.isEmpty() ? List.of() : Arrays.asList(path.split("/", -1));
  }

  /**
   * Where the path leads when every symbolic link in it, also the last, is followed as in a root
   * directory of its own. What does not exist is kept as it is.
   *
   * @throws DrydockException of kind INVALID when links lead in a circle
   */
  public static String resolve(FileTree tree, String path) {
    return resolve(tree::find, path);
  }

  /** As {@link #resolve(FileTree, String)}, with a way to look entries up. */
  public static String resolve(Function<String, Optional<Entry>> find, String path) {
    var todo = new ArrayDeque<>(parts(path));
    String done = "";
    int links = 0;
    while (!todo.isEmpty()) {
      String part = todo.pop();
      if (part.equals("..")) {
        done = TreePath.parent(done);
        continue;
      }
      String next = TreePath.join(done, part);
      Optional<Entry> link = find.apply(next).filter(Entry::isSymlink);
      if (link.isEmpty()) {
        done = next;
        continue;
      }
      if (++links > MAX_LINKS) {
        throw new DrydockException(
            ErrorKind.INVALID, "/" + path + ": too many levels of symbolic links");
      }
      String target = link.get().linkTarget();
      if (target.startsWith("/")) {
        done = "";
      }
      pushAll(todo, target);
    }
    return done;
  }

  private static void pushAll(ArrayDeque<String> todo, String target) {
    for (String part : Arrays.asList(target.split("/", -1)).reversed()) {
      if (!part.isEmpty() && !part.equals(".")) {
        todo.push(part);
      }
    }
  }
}
