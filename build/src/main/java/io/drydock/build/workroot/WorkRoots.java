package io.drydock.build.workroot;

import io.drydock.oci.tree.FileTree;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The root file systems of one build's commands. Each is written out once for the first command of
 * a stage and kept for the next one, which only needs what came in between.
 */
public final class WorkRoots implements AutoCloseable {
  /** As many as stages are usually worked on at once; each takes the space of a whole image. */
  private static final int KEPT = 4;

  private final Store store;
  private final Deque<WorkRoot> idle = new ArrayDeque<>();

  public WorkRoots(Store store) {
    this.store = store;
  }

  /**
   * A root for a command's own use that holds what the layers do. To be given {@linkplain #keep
   * back} after the command, or {@linkplain WorkRoot#close closed} when that failed.
   *
   * @param layers base first
   * @param views makes a tree of layers, all of which are in the store
   */
  public WorkRoot take(List<Layers.Id> layers, Function<List<Layers.Id>, FileTree> views)
      throws IOException {
    WorkRoot kept = closest(layers);
    WorkRoot root = kept == null ? WorkRoot.create(store.scratch("root")) : kept;
    try {
      root.bringTo(layers, views);
      return root;
    } catch (IOException | RuntimeException e) {
      root.close();
      throw e;
    }
  }

  /** The idle root that has most of the layers and nothing else, out of the idle ones. */
  private synchronized @Nullable WorkRoot closest(List<Layers.Id> layers) {
    WorkRoot best = null;
    for (WorkRoot each : idle) {
      boolean fits =
          each.layers().size() <= layers.size()
              && each.layers().equals(layers.subList(0, each.layers().size()));
      if (fits && (best == null || each.layers().size() > best.layers().size())) {
        best = each;
      }
    }
    if (best != null) {
      idle.remove(best);
    }
    return best;
  }

  /** Takes a root back, for the command that comes next. */
  public void keep(WorkRoot root) {
    WorkRoot dropped = null;
    synchronized (this) {
      idle.addLast(root);
      if (idle.size() > KEPT) {
        dropped = idle.removeFirst();
      }
    }
    if (dropped != null) {
      dropped.close();
    }
  }

  /** Removes all that are kept. */
  @Override
  public synchronized void close() {
    idle.forEach(WorkRoot::close);
    idle.clear();
  }
}
