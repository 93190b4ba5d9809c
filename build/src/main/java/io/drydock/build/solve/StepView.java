package io.drydock.build.solve;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of the plan whose inputs are solved, with what they came to. */
public final class StepView {
  private final Environment environment;
  private final State state;

  StepView(Environment environment, State state) {
    this.environment = environment;
    this.state = state;
  }

  public Node node() {
    return state.node;
  }

  /** The view of one of the node's inputs. */
  public StepView input(Node node) {
    return new StepView(environment, state.of(node));
  }

  /** The root file system that the node adds to; empty for a source. */
  public Optional<Node> base() {
    Operation operation = state.node.operation();
    if (operation instanceof Operation.Run run) {
      return Optional.of(run.base());
    }
    if (operation instanceof Operation.Copy copy) {
      return Optional.of(copy.base());
    }
    return operation instanceof Operation.MakeDirectory make
        ? Optional.of(make.base())
        : Optional.empty();
  }

  /** The files of an input. */
  public FileTree tree(Node input) {
    return environment.tree(state.resultOf(input));
  }

  /**
   * The diff IDs of an input's layers that hold something, base first; empty when one was never
   * packed, or the input is no root file system.
   */
  public Optional<List<Digest>> diffIds(Node input) {
    return diffIds(state.resultOf(input));
  }

  private Optional<List<Digest>> diffIds(Result result) {
    if (!(result instanceof Result.Rootfs rootfs)) {
      return Optional.empty();
    }
    LayerNames names = LayerNames.portable(environment.layers());
    var ids = new ArrayList<Digest>();
    for (Result.Layer each : rootfs.layers()) {
      String name = names.of(each.id());
      if (!LayerNames.isPortable(name)) {
        return Optional.empty();
      }
      if (!name.equals(EmptyLayer.ID.value())) {
        ids.add(new Digest("sha256", name));
      }
    }
    return Optional.of(ids);
  }

  /** As {@link #diffIds}, of the layers that the node itself came to; none while it is unsolved. */
  public List<Digest> ownDiffIds() {
    return state.isSolved() ? diffIds(state.result()).orElse(List.of()) : List.of();
  }

  /** The diff ID of a layer that holds nothing. */
  public static Digest emptyLayer() {
    return new Digest("sha256", EmptyLayer.ID.value());
  }
}
