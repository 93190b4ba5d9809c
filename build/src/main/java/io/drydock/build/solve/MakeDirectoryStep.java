package io.drydock.build.solve;

import io.drydock.build.copy.CopyStep;
import io.drydock.build.plan.Operation;
import io.drydock.build.rootfs.Accounts;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes a WORKDIR. */
final class MakeDirectoryStep implements Step {
  private final Environment environment;
  private final State state;
  private final Operation.MakeDirectory operation;
  private final Result.Rootfs base;
  private final StepKey key;

  MakeDirectoryStep(Environment environment, State state, Operation.MakeDirectory operation) {
    this.environment = environment;
    this.state = state;
    this.operation = operation;
    this.base = LayerWriting.rootfs(state.resultOf(operation.base()));
    this.key =
        new StepKey() {
          @Override
          String with(LayerNames names) {
            return Keys.of(operation, List.of(Keys.identity(base, names)));
          }
        };
  }

  @Override
  public boolean looksUpFast() {
    return true;
  }

  @Override
  public Optional<Result> lookUp() throws IOException {
    return environment.cache().find(key).map(base::with);
  }

  @Override
  public String claim() throws IOException {
    return key.local();
  }

  @Override
  public List<StepKey> keys() {
    return List.of(key);
  }

  @Override
  public Outcome carryOut() throws IOException {
    FileTree view = environment.access().view(base);
    try (CopyStep.Placed placed =
        CopyStep.makeDirectory(
            view, operation.path(), operation.user(), () -> Accounts.of(view), environment.now())) {
      StepKey contentKey =
          new FixedKey(Keys.of(Keys.of(operation, List.of()), placed.circumstances().encoded()));
      Optional<Result.Layer> known =
          state.node.ignoreCache() ? Optional.empty() : environment.cache().find(contentKey);
      Result.Layer layer =
          known.isPresent()
              ? known.get()
              : LayerWriting.write(environment, placed, Optional.empty());
      if (known.isEmpty()) {
        environment.cache().remember(contentKey, layer, state.node.title());
      }
      environment.cache().remember(key, layer, state.node.title());
      return new Outcome(base.with(layer), known.isPresent());
    }
  }
}
