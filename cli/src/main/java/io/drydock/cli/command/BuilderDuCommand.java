package io.drydock.cli.command;

import io.drydock.build.solve.CacheFilter;
import io.drydock.build.solve.StepTitles;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.store.CacheItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows what the build cache keeps and how much of the disk it takes. */
final class BuilderDuCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("builder du [OPTIONS]", "Disk usage of the build cache")
        .arguments(0, 0)
        .aliases("builder du", "buildx du")
        .details(
            """
            Results of build steps (type regular), directories of cache mounts (exec.cachemount, with a star
            behind the ID), and what base images were made from (internal). A star behind a size: an image
            has the layer too, so removing it here frees nothing.\
            """)
        .flag(
            "filter",
            Kind.FILTER,
            "Provide filter values: until, unused-for, id, type, description, shared, private")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("verbose", Kind.BOOL, "Show all that is known of each, with the instruction");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    var titles = new StepTitles(session.store());
    CacheFilter filter = CacheFilter.parse(arguments.all("filter"), titles);
    Optional<Instant> since = filter.unusedSince();
    List<CacheItem> items =
        CacheTable.sorted(
            session.store().collector().cache().stream()
                .filter(filter.items())
                .filter(item -> since.isEmpty() || item.lastUsed().isBefore(since.get()))
                .toList());
    var table = new CacheTable(titles);
    if (arguments.given("format")) {
      session.out().print(table.list(arguments.value("format", ""), items));
      return 0;
    }
    session.out().print(arguments.on("verbose") ? table.verbose(items) : table.list("", items));
    session.out().print(CacheTable.sums(items));
    return 0;
  }
}
