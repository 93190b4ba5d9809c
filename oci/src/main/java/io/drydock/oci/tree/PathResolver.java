package io.drydock.oci.tree;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Follows symbolic links in a tree as the kernel does in a root file system: absolute targets start
 * at the tree's root, and {@code ..} never leads out of it.
 */
public final class PathResolver {
  private static final int MAX_LINKS = 255;

  private final Function<String, Optional<Entry>> tree;

  public PathResolver(FileTree tree) {
    this(tree::find);
  }

  /**
   * @param tree looks up the entry at a path, as {@link FileTree#find}
   */
  public PathResolver(Function<String, Optional<Entry>> tree) {
    this.tree = tree;
  }

  /**
   * The path with every symbolic link followed, the last component's too. Components that do not
   * exist stay as they are, so that the result says where something new would be made.
   *
   * @throws DrydockException of kind INVALID when more than 255 links follow one another, or when
   *     the path goes on behind something that is no directory
   */
  public String resolve(String path) {
    return new Walk(true).run(path);
  }

  /** As {@link #resolve}, but a link that is the last component is not followed. */
  public String resolveParent(String path) {
    return new Walk(false).run(path);
  }

  /** The entry at the path, all links followed; empty when there is none. */
  public Optional<Entry> find(String path) {
    return tree.apply(resolve(path));
  }

  /** One resolution: components still to go, and those already walked. */
  private final class Walk {
    private final boolean followLast;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final List<String> walked = new ArrayList<>();
    private int links;

    Walk(boolean followLast) {
      this.followLast = followLast;
    }

    String run(String path) {
      push(path);
      while (!ahead.isEmpty()) {
        step(ahead.pop(), path);
      }
      return String.join("/", walked);
    }

    private void push(String path) {
      String[] components = path.split("/");
      for (int i = components.length - 1; i >= 0; i--) {
        if (!components[i].isEmpty() && !components[i].equals(".")) {
          ahead.push(components[i]);
        }
      }
    }

    private void step(String component, String wholePath) {
      if (component.equals("..")) {
        if (!walked.isEmpty()) {
          walked.removeLast();
        }
        return;
      }
      walked.add(component);
      boolean last = ahead.isEmpty();
      Optional<Entry> entry = tree.apply(String.join("/", walked));
      if (entry.isEmpty()) {
        return;
      }
      if (entry.get().isSymlink() && (followLast || !last)) {
        follow(entry.get(), wholePath);
      } else if (!last && !entry.get().isDirectory()) {
        throw new DrydockException(
            ErrorKind.INVALID, "/" + entry.get().path() + " is not a directory");
      }
    }

    private void follow(Entry link, String wholePath) {
      if (++links > MAX_LINKS) {
        throw new DrydockException(
            ErrorKind.INVALID, "/" + wholePath + ": too many levels of symbolic links");
      }
      walked.removeLast();
      if (link.linkTarget().startsWith("/")) {
        walked.clear();
      }
      push(link.linkTarget());
    }
  }
}
