package io.drydock.cli.command;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.Engines;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.system.PruneWarning;
import io.drydock.cli.system.RemotePrune;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Sizes;
import io.drydock.distribution.images.ImageFilter;
import io.drydock.store.CachePruneOptions;
import io.drydock.store.PruneOptions;
import io.drydock.store.PruneOptions.LabelFilter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes images and build cache that nobody uses. */
final class SystemPruneCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("system prune [OPTIONS]", "Remove unused data")
        .arguments(0, 0)
        .flag(
            "all",
            'a',
            Kind.BOOL,
            "Remove all unused images and all build cache, not just dangling ones")
        .flag("filter", Kind.FILTER, "Provide filter values (e.g. \"label=<key>=<value>\")")
        .flag("force", 'f', Kind.BOOL, "Do not prompt for confirmation")
        .flag("volumes", Kind.BOOL, "Prune anonymous volumes");
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    boolean all = arguments.on("all");
    Optional<Instant> until = Optional.empty();
    List<LabelFilter> labels = new ArrayList<>();
    for (String each : arguments.all("filter")) {
      String value = each.substring(each.indexOf('=') + 1);
      switch (each.split("=", 2)[0]) {
        case "until" -> until = Optional.of(ImageFilter.time(value));
        case "label" -> labels.add(LabelFilter.parse(value, false));
        case "label!" -> labels.add(LabelFilter.parse(value, true));
        default -> throw new DrydockException(ErrorKind.INVALID, "invalid filter '" + each + "'");
      }
    }
    boolean volumes = arguments.on("volumes");
    if (!arguments.on("force") && !Confirmation.given(session, PruneWarning.of(all, volumes))) {
      return 0;
    }
    long bytes = ofEngine(session, arguments);
    var collector = session.store().collector();
    bytes += collector.prune(new PruneOptions(all, until, labels, Set.of())).bytes();
    CachePruneOptions cache = CachePruneOptions.of(all);
    bytes += collector.pruneCache(until.map(cache::unusedSince).orElse(cache)).bytes();
    session.out().println("Total reclaimed space: " + Sizes.decimal(bytes));
    return 0;
  }

  /** What our engine holds, if it runs: one that does not run has nothing to watch. */
  private static long ofEngine(Session session, Arguments arguments) {
    if (!Engines.isRunning(session)) {
      return 0;
    }
    try (var call = new Call(session, arguments)) {
      return RemotePrune.withoutImages(call, new SystemPruneCommand().spec());
    }
  }
}
