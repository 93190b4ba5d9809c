package io.drydock.build.execute;

import io.drydock.build.BuildRequest;
import io.drydock.build.BuildResult;
import io.drydock.build.attest.Attestations;
import io.drydock.build.cache.Caches;
import io.drydock.build.export.Exporter;
import io.drydock.build.image.ImageSources;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Plan;
import io.drydock.build.solve.Environment;
import io.drydock.build.solve.ImportedSteps;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Progress;
import io.drydock.build.solve.Result;
import io.drydock.build.solve.Solver;
import io.drydock.build.solve.Steps;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One request on its way: solved together with others, and then exported by itself. */
final class BuildJob implements AutoCloseable {
  private final BuildRequest request;
  private final Workplace workplace;
  private final Optional<Caches> caches;
  private final Environment environment;

  /** What all jobs of a build share. */
  record Workplace(Store store, ImageSources images, LayerAccess access, Progress progress) {}

  /**
   * When the build began.
   *
   * @param nanos of {@link System#nanoTime}
   */
  record Clock(Instant begun, long nanos) {
    static Clock started() {
      return new Clock(Instant.now(), System.nanoTime());
    }

    Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - nanos);
    }
  }

  BuildJob(BuildRequest request, Workplace workplace) {
    this.request = request;
    this.workplace = workplace;
    this.caches =
        request.cacheFrom().isEmpty() && request.cacheTo().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Caches(
                    request.cacheFrom(),
                    workplace.store,
                    workplace.images,
                    workplace.access,
                    workplace.progress.of(request.name())));
    this.environment =
        new Environment(
            workplace.store,
            workplace.access,
            request,
            workplace.progress,
            caches.isPresent() ? caches.get().imports() : ImportedSteps.NONE);
  }

  /** Solves what all the jobs need, in one graph. */
  static Solver.Solution solve(List<BuildJob> jobs) {
    var roots = new ArrayList<Node>();
    var environments = new ArrayList<Environment>();
    int parallelism = 1;
    for (BuildJob job : jobs) {
      job.request.plan().targets().forEach(each -> roots.add(each.root()));
      environments.add(job.environment);
      parallelism = Math.max(parallelism, job.request.parallelism());
    }
    BuildJob first = jobs.getFirst();
    return jobs.size() == 1 && first.environment.inspector().isPresent()
        ? Inspections.solve(first.environment, first.request, roots)
        : new Solver(Steps.of(environments), first.workplace.progress, parallelism).solve(roots);
  }

  /**
   * Makes the outputs of the solved request.
   *
   * @param solved is told what part of the solution is the request's
   */
  BuildResult finish(
      Solver.Solution all, BiConsumer<BuildRequest, Solver.Solution> solved, Clock clock) {
    Solver.Solution solution =
        all.within(request.plan().targets().stream().map(Plan.Target::root).toList());
    environment.saveContexts();
    solved.accept(request, solution);
    Attestations attestations = attestations(solution, clock.begun());
    var exporter =
        new Exporter(
            new Exporter.Workplace(
                workplace.store, workplace.access, workplace.progress.of(request.name())),
            workplace.images::registries,
            attestations,
            solved(solution));
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
        described(attestations),
        solution.steps(),
        solution.cachedSteps(),
        clock.elapsed(),
        request.plan().warnings());
  }

  private Attestations attestations(Solver.Solution solution, Instant begun) {
    return request.attestations().areNone()
        ? Attestations.NONE
        : Attestations.of(request, solution::of, workplace.access, begun);
  }

  /** How each platform's image was made, where the request wants to know. */
  private List<BuildResult.Provenance> described(Attestations attestations) {
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

  private List<Exporter.Solved> solved(Solver.Solution solution) {
    var solved = new ArrayList<Exporter.Solved>();
    for (Plan.Target target : request.plan().targets()) {
      if (!(solution.of(target.root()) instanceof Result.Rootfs rootfs)) {
        throw new DrydockException(ErrorKind.INTERNAL, "the target is no root file system");
      }
      solved.add(new Exporter.Solved(target, rootfs));
    }
    return solved;
  }

  /** Removes what was kept for steps that might have come. */
  @Override
  public void close() {
    environment.close();
  }
}
