package io.drydock.build.execute;

import io.drydock.build.BuildRequest;
import io.drydock.build.Inspection;
import io.drydock.build.StepFailedException;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.PlanSteps;
import io.drydock.build.solve.Environment;
import io.drydock.build.solve.Inspector;
import io.drydock.build.solve.Solver;
import io.drydock.build.solve.Steps;
import java.util.List;
import java.util.Optional;

/** Solving with somebody who looks into steps. */
final class Inspections {
  private final Environment environment;
  private final BuildRequest request;
  private final Inspector inspector;

  private Inspections(Environment environment, BuildRequest request, Inspector inspector) {
    this.environment = environment;
    this.request = request;
    this.inspector = inspector;
  }

  static Solver.Solution solve(Environment environment, BuildRequest request, List<Node> roots) {
    try (Inspector inspector = environment.inspector().orElseThrow()) {
      return new Inspections(environment, request, inspector).solve(roots);
    }
  }

  private Solver.Solution solve(List<Node> roots) {
    try {
      Optional<String> step = request.inspection().flatMap(Inspection::step);
      if (step.isPresent()) {
        Node node = new PlanSteps(request.plan()).find(step.get());
        inspector.visit(node, solver().solve(List.of(node)));
      }
      return solver().solve(roots);
    } catch (StepFailedException e) {
      inspector.visitFailed();
      throw e;
    }
  }

  private Solver solver() {
    return new Solver(new Steps(environment), environment.progress(), request.parallelism());
  }
}
