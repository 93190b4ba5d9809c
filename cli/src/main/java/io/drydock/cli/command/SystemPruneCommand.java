package io.drydock.cli.command;

import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
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
        .flag("force", 'f', Kind.BOOL, "Do not prompt for confirmation");
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
    if (!arguments.on("force") && !Confirmation.given(session, warning(all))) {
      return 0;
    }
    var collector = session.store().collector();
    long bytes = collector.prune(new PruneOptions(all, until, labels, Set.of())).bytes();
    CachePruneOptions cache = CachePruneOptions.of(all);
    bytes += collector.pruneCache(until.map(cache::unusedSince).orElse(cache)).bytes();
    session.out().println("Total reclaimed space: " + Sizes.decimal(bytes));
    return 0;
  }

  private static String warning(boolean all) {
    return "WARNING! This will remove:\n  - all "
        + (all ? "images without at least one container associated to them" : "dangling images")
        + "\n  - "
        + (all ? "all build cache" : "unused build cache")
        + "\n";
  }
}
