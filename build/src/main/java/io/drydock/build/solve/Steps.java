package io.drydock.build.solve;

import io.drydock.build.Vertex;
import io.drydock.build.plan.Operation;
import io.drydock.store.Claim;
import java.time.Duration;
import java.util.function.Supplier;

/** Knows how each operation is carried out. */
public final class Steps {
  private final Environment environment;

  public Steps(Environment environment) {
    this.environment = environment;
  }

  /** See {@link io.drydock.store.Store#claim}. */
  Claim claim(String work, Runnable waiting) {
    return environment.store().claim(work, waiting);
  }

  /** Remembers how long the vertex' work took. */
  void noteTime(Vertex vertex, Duration time) {
    new StepTimes(environment.store()).note(vertex.digest(), time);
  }

  /** What reads no context is not disturbed by who writes there. */
  private Step settling(State state, Supplier<Step> maker) {
    for (State each : state.inputs) {
      if (each.node.operation() instanceof Operation.Context) {
        return new SettlingStep(environment, maker);
      }
    }
    return maker.get();
  }

  /** The way to solve a state whose inputs are solved. */
  Step of(State state) {
    return switch (state.node.operation()) {
      case Operation.Image image -> new ImageStep(environment, image);
      case Operation.Scratch scratch -> SourceStep.scratch();
      case Operation.Context context -> SourceStep.context(environment, context);
      case Operation.Inline inline -> SourceStep.inline(environment, inline);
      case Operation.Http http -> new HttpStep(environment, http);
      case Operation.Git git -> new GitStep(environment, git);
      case Operation.Copy copy -> settling(state, () -> new CopyFilesStep(environment, state, copy));
      case Operation.MakeDirectory make -> new MakeDirectoryStep(environment, state, make);
      case Operation.Run run -> settling(state, () -> new RunStep(environment, state, run));
    };
  }
}
