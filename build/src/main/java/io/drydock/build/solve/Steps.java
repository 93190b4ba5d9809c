package io.drydock.build.solve;

import io.drydock.build.plan.Operation;
import io.drydock.store.Claim;

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

  /** The way to solve a state whose inputs are solved. */
  Step of(State state) {
    return switch (state.node.operation()) {
      case Operation.Image image -> new ImageStep(environment, image);
      case Operation.Scratch scratch -> SourceStep.scratch();
      case Operation.Context context -> SourceStep.context(environment, context);
      case Operation.Inline inline -> SourceStep.inline(environment, inline);
      case Operation.Http http -> new HttpStep(environment, http);
      case Operation.Git git -> new GitStep(environment, git);
      case Operation.Copy copy -> new CopyFilesStep(environment, state, copy);
      case Operation.MakeDirectory make -> new MakeDirectoryStep(environment, state, make);
      case Operation.Run run -> new RunStep(environment, state, run);
    };
  }
}
