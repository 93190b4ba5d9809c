package io.drydock.build.solve;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.RunMount;
import io.drydock.store.Layers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A step that added a layer to a root file system, as one who hands the cache on sees it. */
public final class SolvedStep {
  private final State state;
  private final Step step;
  private final Result.Rootfs rootfs;
  private final StepView view;

  SolvedStep(State state, Step step, Result.Rootfs rootfs, StepView view) {
    this.view = view;
    this.state = state;
    this.step = step;
    this.rootfs = rootfs;
  }

  public Node node() {
    return state.node;
  }

  /** The step before it was solved. */
  public StepView view() {
    return view;
  }

  /** The root file system with the step's layer on top. */
  public Result.Rootfs rootfs() {
    return rootfs;
  }

  /** How its result became known. A layer that still lies elsewhere was found there. */
  public Found found() {
    boolean hit = state.found == Found.DEFINITION || state.found == Found.CONTENT;
    boolean elsewhere = hit && rootfs.layers().getLast().blob().isPresent();
    return elsewhere ? Found.ELSEWHERE : state.found;
  }

  /** What tells the result of a node that the step uses; empty for a context. */
  public String identity(Node input) {
    Result result = state.resultOf(input);
    return result instanceof Result.Rootfs base
        ? Keys.identity(base)
        : result instanceof Result.Files files ? files.identity().orElse("") : "";
  }

  /** What it takes of build contexts: what is at each path. */
  public Map<String, String> files() throws IOException {
    return step.files();
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
