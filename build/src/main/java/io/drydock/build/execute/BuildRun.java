package io.drydock.build.execute;

import io.drydock.build.BuildListener;
import io.drydock.build.BuildRequest;
import io.drydock.build.image.ImageSources;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.plan.Entitlements;
import io.drydock.build.plan.Plan;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Progress;
import io.drydock.build.solve.Result;
import io.drydock.build.solve.Solver;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.List;

/** Several requests while they are carried out; what they use stays in the store until its end. */
final class BuildRun implements AutoCloseable {
  private final Lease lease;
  private final LayerAccess access;
  private final List<BuildJob> jobs = new ArrayList<>();

  private BuildRun(Lease lease, LayerAccess access) {
    this.lease = lease;
    this.access = access;
  }

  /**
   * Begins, with the warnings of the plans.
   *
   * @throws io.drydock.core.DrydockException when a step asks for what its request does not allow
   */
  static BuildRun of(
      Store store, ImageSources images, List<BuildRequest> requests, BuildListener listener) {
    for (BuildRequest request : requests) {
      new PreparationEvents(listener).warn(request.plan().warnings());
      Entitlements.check(request.plan(), request.entitlements());
    }
    var run = new BuildRun(store.lease(), new LayerAccess(store, images::fetchLayer));
    try {
      var workplace = new BuildJob.Workplace(store, images, run.access, new Progress(listener));
      for (BuildRequest request : requests) {
        run.jobs.add(new BuildJob(request, workplace));
      }
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  List<BuildJob> jobs() {
    return jobs;
  }

  Solver.Solution solve() {
    return BuildJob.solve(jobs);
  }

  /** The files of a target that was solved. */
  FileTree files(Solver.Solution solution, Plan.Target target) {
    return switch (solution.of(target.root())) {
      case Result.Rootfs rootfs -> access.view(rootfs);
      case Result.Files files -> files.tree();
    };
  }

  @Override
  public void close() {
    try {
      jobs.forEach(BuildJob::close);
    } finally {
      lease.close();
    }
  }
}
