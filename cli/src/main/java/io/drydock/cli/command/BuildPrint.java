package io.drydock.cli.command;

import io.drydock.build.BuildRequest;
import io.drydock.build.execute.Builder;
import io.drydock.build.input.BuildInput;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.options.BuildPreparation;
import io.drydock.build.picture.PlanPicture;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.PlanSteps;
import io.drydock.build.plan.Planner;
import io.drydock.build.plan.StepOutlook;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.cli.sources.BuildImages;
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

  void print(BuildPreparation preparation, BuildInput input) {
    String what = arguments.value("print", "");
    switch (what) {
      case "dockerfile" -> session.out().print(input.dockerfile().print());
      case "plan", "plan.txt", "svg", "plan.svg", "steps" -> {
        try (var images = new BuildImages(session, arguments, events)) {
          Plan plan = Planner.plan(preparation.planRequest(input), images.resolver());
          if (what.equals("steps")) {
            steps(plan);
          } else {
            print(plan, outlook(images, preparation.buildRequest(input, plan)));
          }
        }
      }
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "--print shows \"dockerfile\", \"plan\", \"svg\" or \"steps\", not \"" + what + "\"");
    }
  }

  private void print(Plan plan, List<StepOutlook> outlooks) {
    boolean picture = arguments.value("print", "").endsWith("svg");
    session.out().print(picture ? PlanPicture.draw(plan, outlooks) : plan.print(outlooks));
  }

  private List<StepOutlook> outlook(BuildImages images, BuildRequest request) {
    return new Builder(session.store(), images.sources()).outlook(request);
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
