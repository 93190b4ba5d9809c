package io.drydock.build.solve;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.StepOutlook;
import io.drydock.build.plan.StepOutlook.Work;
import io.drydock.core.DrydockException;
import io.drydock.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what is known of a plan's steps, and does nothing about the others. */
public final class Forecast {
  private final Steps steps;
  private final StepTimes times;

  public Forecast(Store store, Steps steps) {
    this.steps = steps;
    this.times = new StepTimes(store);
  }

  /** The outlook for the roots and all that they need, inputs first. */
  public List<StepOutlook> of(List<Node> roots) {
    var outlooks = new ArrayList<StepOutlook>();
    for (State state : new Graph(roots, steps).states()) {
      outlooks.add(new StepOutlook(state.node, work(state), times.of(state.vertex.digest())));
    }
    return outlooks;
  }

  private Work work(State state) {
    if (!state.inputs.stream().allMatch(State::isSolved)) {
      return Work.WAITING;
    }
    Optional<Result> known = lookUp(state);
    known.ifPresent(state::solve);
    boolean isSource =
        !(state.node.operation() instanceof Operation.Run
            || state.node.operation() instanceof Operation.Copy
            || state.node.operation() instanceof Operation.MakeDirectory);
    return known.isEmpty() ? Work.OPEN : isSource ? Work.SOURCE : Work.CACHED;
  }

  private Optional<Result> lookUp(State state) {
    if (state.node.ignoreCache()) {
      return Optional.empty();
    }
    try {
      return steps.of(state).lookUp();
    } catch (IOException | DrydockException e) {
      return Optional.empty(); // The build will say what is wrong.
    }
  }
}
