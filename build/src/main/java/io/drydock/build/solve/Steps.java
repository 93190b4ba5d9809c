package io.drydock.build.solve;

import io.drydock.build.StepFailedException;
import io.drydock.build.Vertex;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.Plan;
import io.drydock.core.DrydockException;
import io.drydock.store.Claim;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Knows how each operation is carried out, and for whom. */
public final class Steps {
  private final Environment environment;

  /** Whose each node is, where several builds are solved together. */
  private final Map<Node, Environment> owners;

  private Steps(Environment environment, Map<Node, Environment> owners) {
    this.environment = environment;
    this.owners = owners;
  }

  /** The steps of one build. */
  public Steps(Environment environment) {
    this(environment, Map.of());
  }

  /**
   * The steps of builds that are solved together. A node that several have is the first one's.
   *
   * @param environments at least one; those whose results others use come first
   */
  public static Steps of(List<Environment> environments) {
    if (environments.size() == 1) {
      return new Steps(environments.getFirst());
    }
    Map<Node, Environment> owners = new HashMap<>();
    for (Environment each : environments) {
      for (Plan.Target target : each.request().plan().targets()) {
        Graph.neededBy(target.root()).forEach(node -> owners.putIfAbsent(node, each));
      }
    }
    return new Steps(environments.getFirst(), owners);
  }

  private Environment owner(Node node) {
    return owners.isEmpty() ? environment : owners.getOrDefault(node, environment);
  }

  /** The result of a step that another builder left under its own key. */
  Optional<Result> elsewhere(State state, Step step) throws IOException {
    Environment owner = owner(state.node);
    if (owner.imports().isEmpty() || step.keys().isEmpty()) {
      return Optional.empty();
    }
    var view = new StepView(owner, state);
    Optional<ImportedSteps.Imported> found = owner.imports().find(view);
    if (found.isEmpty() || view.base().isEmpty()) {
      return Optional.empty();
    }
    Result.Rootfs base = LayerWriting.rootfs(state.resultOf(view.base().get()));
    StepKey key = step.keys().getFirst();
    return Optional.of(base.with(owner.cache().arrived(key, found.get(), state.node.title())));
  }

  /** The step as those see it who hand the cache on. */
  StepView view(State state) {
    return new StepView(owner(state.node), state);
  }

  /** What tells a source from those of other builds that only have its name. */
  String identity(Node node) {
    return !owners.isEmpty() && node.operation() instanceof Operation.Context context
        ? owner(node).identity(context.name())
        : "";
  }

  /** The error with the name of the build that it ends, where there are several. */
  DrydockException blame(Node node, DrydockException error) {
    String name = owners.isEmpty() ? "" : owner(node).request().name();
    if (name.isEmpty()) {
      return error;
    }
    String message = "target " + name + ": " + error.getMessage();
    return error instanceof StepFailedException failed
        ? failed.withMessage(message)
        : new DrydockException(
            error.kind(), message, error.location().orElse(null), error.hint().orElse(null), error);
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
  private static Step settling(State state, Environment owner, Supplier<Step> maker) {
    for (State each : state.inputs) {
      if (each.node.operation() instanceof Operation.Context) {
        return new SettlingStep(owner, maker);
      }
    }
    return maker.get();
  }

  /** The way to solve a state whose inputs are solved. */
  Step of(State state) {
    Environment owner = owner(state.node);
    return switch (state.node.operation()) {
      case Operation.Image image -> new ImageStep(owner, image);
      case Operation.Scratch scratch -> SourceStep.scratch();
      case Operation.Context context -> SourceStep.context(owner, context);
      case Operation.Inline inline -> SourceStep.inline(owner, inline);
      case Operation.Http http -> new HttpStep(owner, http);
      case Operation.Git git -> new GitStep(owner, git);
      case Operation.Copy copy ->
          settling(state, owner, () -> new CopyFilesStep(owner, state, copy));
      case Operation.MakeDirectory make -> new MakeDirectoryStep(owner, state, make);
      case Operation.Run run -> settling(state, owner, () -> new RunStep(owner, state, run));
    };
  }
}
