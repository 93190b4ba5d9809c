package io.drydock.build.execute;

import io.drydock.build.AttestationOptions;
import io.drydock.build.BuildListener;
import io.drydock.build.BuildRequest;
import io.drydock.build.BuildResult;
import io.drydock.build.StepFailedException;
import io.drydock.build.attest.Attestations;
import io.drydock.build.cache.Caches;
import io.drydock.build.export.Exporter;
import io.drydock.build.explain.Explainer;
import io.drydock.build.explain.Explanation;
import io.drydock.build.image.ImageSources;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.plan.Entitlements;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.StepOutlook;
import io.drydock.build.solve.Forecast;
import io.drydock.build.solve.Environment;
import io.drydock.build.solve.ImportedSteps;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Progress;
import io.drydock.build.solve.Result;
import io.drydock.build.solve.SolvedStep;
import io.drydock.build.solve.Solver;
import io.drydock.build.solve.Steps;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
    long started = System.nanoTime();
    Instant begun = Instant.now();
    new PreparationEvents(listener).warn(request.plan().warnings());
    var progress = new Progress(listener);
    var access = new LayerAccess(store, images::fetchLayer);
    Optional<Caches> caches = caches(request, access, progress);
    ImportedSteps imports = caches.isPresent() ? caches.get().imports() : ImportedSteps.NONE;
    Entitlements.check(request.plan(), request.entitlements());
    try (Lease _ = store.lease();
        var environment = new Environment(store, access, request, progress, imports)) {
      Solver.Solution solution = solve(environment, request);
      environment.saveContexts();
      if (explanations.isPresent() || solution.cachedSteps() < solution.steps()) {
        explain(request, solution);
      }
      Attestations attestations = attestations(request, solution, access, begun);
      var exporter =
          new Exporter(
              new Exporter.Workplace(store, access, progress),
              images::registries,
              attestations,
              solved(request, solution));
      if (caches.isPresent()) {
        exporter.extendConfigs(caches.get().extension(request.cacheTo(), solution));
      }
      Exporter.Exported exported = exporter.export(request.outputs());
      if (caches.isPresent()) {
        environment.saveImports();
        caches.get().export(request.cacheTo(), request.plan(), solution);
      }
      return new BuildResult(
          exported.images(),
          exported.target(),
          described(request, attestations),
          solution.steps(),
          solution.cachedSteps(),
          Duration.ofNanos(System.nanoTime() - started),
          request.plan().warnings());
    }
  }

  /** What is known already of what the request asks for; nothing is done. */
  public List<StepOutlook> outlook(BuildRequest request) {
    var access = new LayerAccess(store, images::fetchLayer);
    var progress = new Progress(BuildListener.SILENT);
    try (var environment = new Environment(store, access, request, progress, ImportedSteps.NONE)) {
      return new Forecast(store, new Steps(environment)).of(roots(request));
    }
  }

  private static List<Node> roots(BuildRequest request) {
    return request.plan().targets().stream().map(Plan.Target::root).toList();
  }

  /** Explains, if somebody wants to know, and remembers for the next time. */
  private void explain(BuildRequest request, Solver.Solution solution) {
    var explainer = new Explainer(store, request);
    List<SolvedStep> steps = solution.layerSteps();
    explanations.ifPresent(listener -> listener.accept(explainer.explain(steps)));
    explainer.remember(steps);
  }

  private Optional<Caches> caches(BuildRequest request, LayerAccess access, Progress progress) {
    return request.cacheFrom().isEmpty() && request.cacheTo().isEmpty()
        ? Optional.empty()
        : Optional.of(new Caches(request.cacheFrom(), store, images, access, progress));
  }

  private static Attestations attestations(
      BuildRequest request, Solver.Solution solution, LayerAccess access, Instant begun) {
    return request.attestations() == AttestationOptions.NONE
        ? Attestations.NONE
        : Attestations.of(request, solution::of, access, begun);
  }

  /** How each platform's image was made, where the request wants to know. */
  private static List<BuildResult.Provenance> described(
      BuildRequest request, Attestations attestations) {
    if (!request.attestations().described()) {
      return List.of();
    }
    var described = new ArrayList<BuildResult.Provenance>();
    for (Plan.Target target : request.plan().targets()) {
      attestations
          .described(target)
          .ifPresent(each ->
              described.add(new BuildResult.Provenance(target.platform(), each.toString())));
    }
    return described;
  }

  private static Solver.Solution solve(Environment environment, BuildRequest request) {
    List<Node> roots = roots(request);
    return environment.inspector().isPresent()
        ? Inspections.solve(environment, request, roots)
        : new Solver(new Steps(environment), environment.progress(), request.parallelism())
            .solve(roots);
  }

  private static List<Exporter.Solved> solved(BuildRequest request, Solver.Solution solution) {
    var solved = new ArrayList<Exporter.Solved>();
    for (Plan.Target target : request.plan().targets()) {
      if (!(solution.of(target.root()) instanceof Result.Rootfs rootfs)) {
        throw new DrydockException(ErrorKind.INTERNAL, "the target is no root file system");
      }
      solved.add(new Exporter.Solved(target, rootfs));
    }
    return solved;
  }
}
