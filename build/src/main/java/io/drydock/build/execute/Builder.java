package io.drydock.build.execute;

import io.drydock.build.BuildListener;
import io.drydock.build.BuildRequest;
import io.drydock.build.BuildResult;
import io.drydock.build.StepFailedException;
import io.drydock.build.explain.Explainer;
import io.drydock.build.explain.Explanation;
import io.drydock.build.image.ImageSources;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.StepOutlook;
import io.drydock.build.solve.Environment;
import io.drydock.build.solve.Forecast;
import io.drydock.build.solve.ImportedSteps;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Progress;
import io.drydock.build.solve.SolvedStep;
import io.drydock.build.solve.Solver;
import io.drydock.build.solve.Steps;
import io.drydock.core.DrydockException;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Carries plans out in a store. */
public final class Builder {
  private final Store store;
  private final ImageSources images;
  private Optional<Consumer<Explanation>> explanations = Optional.empty();

  /**
   * @param images those that the plan's images were resolved with
   */
  public Builder(Store store, ImageSources images) {
    this.store = store;
    this.images = images;
  }

  /**
   * Says after each build why its steps were carried out or not.
   *
   * @param listener told before the result is returned
   */
  public Builder explain(Consumer<Explanation> listener) {
    explanations = Optional.of(listener);
    return this;
  }

  /**
   * Does what the request asks for. Interrupting the calling thread cancels the build: running
   * commands are killed.
   *
   * @throws DrydockException with the failing instruction's place; nothing but cached steps is left
   *     in the store. A command that failed is a {@link StepFailedException}
   */
  public BuildResult build(BuildRequest request, BuildListener listener) {
    return build(List.of(request), listener).getFirst();
  }

  /**
   * Does what several requests ask for, as one: all at once, and what they have in common once.
   * Requests whose results others use come first.
   *
   * @return what came of each, in their order
   * @throws DrydockException as for one request; the message names the request
   */
  public List<BuildResult> build(List<BuildRequest> requests, BuildListener listener) {
    var clock = BuildJob.Clock.started();
    try (var run = BuildRun.of(store, images, requests, listener)) {
      Solver.Solution solution = run.solve();
      var results = new ArrayList<BuildResult>();
      for (BuildJob job : run.jobs()) {
        results.add(job.finish(solution, this::explain, clock));
      }
      return results;
    }
  }

  /**
   * Looks at the files of an image. The requests are carried out as by {@link #build(List,
   * BuildListener)}, but nothing is made of them.
   *
   * @param target of the last request
   * @param reader is given the files, which are there until it returns
   */
  public <T> T read(
      List<BuildRequest> requests,
      Plan.Target target,
      BuildListener listener,
      Function<FileTree, T> reader) {
    try (var run = BuildRun.of(store, images, requests, listener)) {
      return reader.apply(run.files(run.solve(), target));
    }
  }

  /** What is known already of what the request asks for; nothing is done. */
  public List<StepOutlook> outlook(BuildRequest request) {
    var access = new LayerAccess(store, images::fetchLayer);
    var progress = new Progress(BuildListener.SILENT);
    try (var environment = new Environment(store, access, request, progress, ImportedSteps.NONE)) {
      List<Node> roots = request.plan().targets().stream().map(Plan.Target::root).toList();
      return new Forecast(store, new Steps(environment)).of(roots);
    }
  }

  /** Explains, if somebody wants to know, and remembers for the next time. */
  private void explain(BuildRequest request, Solver.Solution solution) {
    if (explanations.isPresent() || solution.cachedSteps() < solution.steps()) {
      var explainer = new Explainer(store, request);
      List<SolvedStep> steps = solution.layerSteps();
      explanations.ifPresent(listener -> listener.accept(explainer.explain(steps)));
      explainer.remember(steps);
    }
  }
}
