package io.drydock.cli.system;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.engine.Pruning;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Spec;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Sizes;
import java.io.IOException;

/** Removes all that nobody uses from an engine. */
public final class RemotePrune extends EngineCommand {
  private final Spec spec;

  RemotePrune(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) throws IOException {
    boolean all = call.arguments().on("all");
    boolean volumes = call.arguments().on("volumes");
    requireNoContradiction(filters(call), volumes);
    if (!call.arguments().on("force")
        && !Confirmation.given(call.session(), PruneWarning.of(all, volumes))) {
      return 0;
    }
    long bytes = withoutImages(call, spec);
    var pruning = new Pruning(call);
    Filters images = filters(call).with("dangling", String.valueOf(!all));
    bytes += shown(call, pruning.prune(Pruning.Kind.IMAGES, images));
    Query cache = filters(call).addTo(new Query().flag("all", all));
    bytes += shown(call, pruning.prune(Pruning.Kind.BUILD_CACHE, cache));
    call.out().println("Total reclaimed space: " + Sizes.decimal(bytes));
    return 0;
  }

  /**
   * Removes containers, networks and, where that is asked for, volumes.
   *
   * @return how many bytes that gave back
   */
  public static long withoutImages(Call call, Spec spec) {
    boolean volumes = call.arguments().on("volumes");
    Filters filters = Filters.of(spec, call.arguments().all("filter"));
    requireNoContradiction(filters, volumes);
    var pruning = new Pruning(call);
    long bytes = shown(call, pruning.prune(Pruning.Kind.CONTAINERS, filters));
    bytes += shown(call, pruning.prune(Pruning.Kind.NETWORKS, filters));
    if (volumes) {
      bytes += shown(call, pruning.prune(Pruning.Kind.VOLUMES, filters));
    }
    return bytes;
  }

  private static void requireNoContradiction(Filters filters, boolean volumes) {
    if (volumes && filters.has("until")) {
      throw new DrydockException(
          ErrorKind.INVALID, "ERROR: The \"until\" filter is not supported with \"--volumes\"");
    }
  }

  private Filters filters(Call call) {
    return Filters.of(spec, call.arguments().all("filter"));
  }

  private static long shown(Call call, Pruning.Outcome outcome) {
    outcome.list(call.out());
    return outcome.bytes();
  }
}
