package io.drydock.build.solve;

import io.drydock.build.context.ContextTree;
import io.drydock.build.copy.CopyStep;
import io.drydock.build.plan.Operation;
import io.drydock.build.rootfs.Accounts;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries COPY and ADD out. Two keys lead to a known layer: one by the identities of the inputs
 * (or, where files of a context have none, by what is taken of them), and one by what is taken and
 * what the base looks like where it lands, which survives a changed base.
 */
final class CopyFilesStep implements Step {
  private static final Result.Rootfs NOTHING = new Result.Rootfs(List.of());

  private final Environment environment;
  private final State state;
  private final Operation.Copy operation;
  private final Result.Rootfs base;
  private final StepKey definitionKey =
      new StepKey() {
        @Override
        String with(LayerNames names) throws IOException {
          return definition(names);
        }
      };
  private @Nullable CopyStep selected;
  private @Nullable String content;

  CopyFilesStep(Environment environment, State state, Operation.Copy operation) {
    this.environment = environment;
    this.state = state;
    this.operation = operation;
    this.base = LayerWriting.rootfs(state.resultOf(operation.base()));
  }

  @Override
  public boolean looksUpFast() {
    return operation.items().stream()
        .allMatch(each -> identity(each, LayerNames.LOCAL).isPresent());
  }

  @Override
  public Optional<Result> lookUp() throws IOException {
    return environment.cache().find(definitionKey).map(base::with);
  }

  @Override
  public String claim() throws IOException {
    return definitionKey.local();
  }

  @Override
  public List<StepKey> keys() {
    return List.of(definitionKey);
  }

  @Override
  public Outcome carryOut() throws IOException {
    FileTree under = environment.access().view(operation.link() ? NOTHING : base);
    try (CopyStep.Placed placed = selected().place(under, this::accounts, environment.now())) {
      StepKey contentKey =
          new FixedKey(
              Keys.of(Keys.of(operation, List.of()), content(), placed.circumstances().encoded()));
      Optional<Result.Layer> known =
          state.node.ignoreCache() ? Optional.empty() : environment.cache().find(contentKey);
      Result.Layer layer = known.isPresent() ? known.get() : write(placed);
      if (known.isEmpty()) {
        environment.cache().remember(contentKey, layer, state.node.title());
      }
      environment.cache().remember(definitionKey, layer, state.node.title());
      return new Outcome(base.with(layer), known.isPresent());
    }
  }

  private Result.Layer write(CopyStep.Placed placed) throws IOException {
    String instruction = Keys.of("latest", state.vertex.digest().encoded());
    Result.Layer layer =
        LayerWriting.write(environment, placed, environment.cache().find(instruction));
    environment.cache().remember(instruction, layer, state.node.title());
    return layer;
  }

  private String definition(LayerNames names) throws IOException {
    var inputs = new ArrayList<String>();
    inputs.add(operation.link() ? "" : Keys.identity(base, names));
    boolean byContent = false;
    for (Operation.Copy.Item item : operation.items()) {
      Optional<String> identity = identity(item, names);
      inputs.add(identity.orElse(""));
      byContent |= identity.isEmpty();
    }
    inputs.add(byContent ? content() : "");
    boolean named = !operation.chown().isEmpty() && !Accounts.isNumeric(operation.chown());
    inputs.add(named ? Keys.identity(passwdFrom(), names) : "");
    return Keys.of(operation, inputs);
  }

  private Optional<String> identity(Operation.Copy.Item item, LayerNames names) {
    return switch (state.resultOf(item.source())) {
      case Result.Rootfs rootfs -> Optional.of(Keys.identity(rootfs, names));
      case Result.Files files -> files.identity();
    };
  }

  @Override
  public Map<String, String> files() throws IOException {
    var taken = new TakenFiles();
    if (!looksUpFast()) {
      taken.add(selected());
    }
    return taken.byPath();
  }

  private CopyStep selected() {
    CopyStep step = selected;
    if (step == null) {
      step = CopyStep.select(operation, this::tree);
      selected = step;
    }
    return step;
  }

  private FileTree tree(Operation.Copy.Item item) {
    return environment.tree(state.resultOf(item.source()));
  }

  private String content() throws IOException {
    String digest = content;
    if (digest == null) {
      for (CopyStep.Whole each : selected().wholeDirectories()) {
        if (each.tree() instanceof ContextTree context) {
          context.scan(each.path());
        }
      }
      digest = selected().contentDigest().encoded();
      content = digest;
    }
    return digest;
  }

  private Accounts accounts() {
    return Accounts.of(environment.access().view(passwdFrom()));
  }

  private Result.Rootfs passwdFrom() {
    return LayerWriting.rootfs(state.resultOf(operation.passwdFrom()));
  }
}
