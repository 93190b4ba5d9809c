package io.drydock.cli.command;

import io.drydock.build.solve.CacheFilter;
import io.drydock.build.solve.StepTitles;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.Sizes;
import io.drydock.store.CachePruneOptions;
import io.drydock.store.CachePruneReport;
import java.io.IOException;

/** Removes build cache. */
final class BuilderPruneCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("builder prune [OPTIONS]", "Remove build cache")
        .arguments(0, 0)
        .aliases("builder prune", "buildx prune")
        .details(
            """
            Without --all, results of build steps go that no image uses. With it, all go, and so do the
            directories of cache mounts and the packages that base images were made from.

            What is left is what was used last: as much as --reserved-space allows, or as much as
            --max-used-space and --min-free-space together allow. Builds that run lose nothing.\
            """)
        .flag("all", 'a', Kind.BOOL, "Remove all build cache, not just what no image uses")
        .flag(
            "filter",
            Kind.FILTER,
            "Provide filter values (e.g., \"until=24h\"): until, unused-for, id, type, description, shared, private")
        .flag("force", 'f', Kind.BOOL, "Do not prompt for confirmation")
        .flag(
            "keep-storage", Kind.BYTES, "Amount of disk space to keep for cache (--reserved-space)")
        .flag(
            "max-used-space", Kind.BYTES, "Maximum amount of disk space allowed to keep for cache")
        .flag("min-free-space", Kind.BYTES, "Target amount of free disk space after pruning")
        .flag(
            "reserved-space", Kind.BYTES, "Amount of disk space always allowed to keep for cache");
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    boolean all = arguments.on("all");
    CacheFilter filter =
        CacheFilter.parse(arguments.all("filter"), new StepTitles(session.store()));
    var limits =
        new CachePruneOptions.Limits(
            bytes(arguments, arguments.given("reserved-space") ? "reserved-space" : "keep-storage"),
            bytes(arguments, "max-used-space"),
            bytes(arguments, "min-free-space"));
    String warning =
        all
            ? "WARNING! This will remove all build cache."
            : "WARNING! This will remove all dangling build cache.";
    if (!arguments.on("force") && !Confirmation.given(session, warning)) {
      return 0;
    }
    var options = new CachePruneOptions(all, filter.unusedSince(), limits, filter.items());
    CachePruneReport report = session.store().collector().pruneCache(options);
    session.out().print(CacheTable.removed(report.items()));
    session.out().println("Total reclaimed space: " + Sizes.decimal(report.bytes()));
    return 0;
  }

  private static long bytes(Arguments arguments, String flag) {
    return arguments.given(flag) ? Sizes.parse(arguments.value(flag, "")) : 0;
  }
}
