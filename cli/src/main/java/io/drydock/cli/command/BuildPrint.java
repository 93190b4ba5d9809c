package io.drydock.cli.command;

import io.drydock.build.input.PreparationEvents;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.plan.PlanSteps;
import io.drydock.build.plan.Planner;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;

/** Shows what a build would do, in place of building ({@code --print}). */
final class BuildPrint {
  private final Session session;
  private final Arguments arguments;
  private final PreparationEvents events;

  BuildPrint(Session session, Arguments arguments, PreparationEvents events) {
    this.session = session;
    this.arguments = arguments;
    this.events = events;
  }

  void print(PlanRequest request) {
    switch (arguments.value("print", "")) {
      case "dockerfile" -> session.out().print(request.dockerfile().print());
      case "plan" -> session.out().print(plan(request).print());
      case "steps" -> steps(plan(request));
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "--print shows \"dockerfile\", \"plan\" or \"steps\", not \""
                  + arguments.value("print", "")
                  + "\"");
    }
  }

  private Plan plan(PlanRequest request) {
    try (var images = new BuildImages(session, arguments, events)) {
      return Planner.plan(request, images.resolver());
    }
  }

  /** The steps that a shell can be opened in: name, line, title. */
  private void steps(Plan plan) {
    List<PlanSteps.NamedStep> steps = new PlanSteps(plan).list();
    int width = steps.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (PlanSteps.NamedStep each : steps) {
      String name = each.name();
      String line = each.node().location().map(place -> "" + place.line()).orElse("");
      session
          .out()
          .println(
              name
                  + " ".repeat(width - name.length() + 2)
                  + " ".repeat(Math.max(0, 5 - line.length()))
                  + line
                  + "  "
                  + each.node().title());
    }
  }
}
