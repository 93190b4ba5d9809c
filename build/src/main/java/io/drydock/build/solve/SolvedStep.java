package io.drydock.build.solve;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.RunMount;
import io.drydock.store.Layers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A step that added a layer to a root file system, as one who hands the cache on sees it. */
public final class SolvedStep {
  private final State state;
  private final Step step;
  private final Result.Rootfs rootfs;

  SolvedStep(State state, Step step, Result.Rootfs rootfs) {
    this.state = state;
    this.step = step;
    this.rootfs = rootfs;
  }

  public Node node() {
    return state.node;
  }

  /** The root file system with the step's layer on top. */
  public Result.Rootfs rootfs() {
    return rootfs;
  }

  /** The names of the cache mounts that the step uses. */
  public List<String> cacheMounts() {
    var ids = new ArrayList<String>();
    if (state.node.operation() instanceof Operation.Run run) {
      for (RunMount each : run.mounts()) {
        if (each instanceof RunMount.Cache cache) {
          ids.add(CacheMountId.of(state, cache));
        }
      }
    }
    return ids;
  }

  /**
   * The keys by which other stores may know the step. A layer that was never packed has no name
   * there, so whoever wants keys that hit packs first.
   */
  public List<String> keys(Layers layers) throws IOException {
    LayerNames names = LayerNames.portable(layers);
    var keys = new ArrayList<String>();
    for (StepKey each : step.keys()) {
      keys.add(each.with(names));
    }
    return keys;
  }
}
