package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Sizes;
import io.drydock.distribution.images.ImageFilter;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;
import io.drydock.store.PruneOptions;
import io.drydock.store.PruneOptions.LabelFilter;
import io.drydock.store.PruneReport;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes images that nobody uses. */
final class ImagePruneCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("image prune [OPTIONS]", "Remove unused images")
        .arguments(0, 0)
        .flag("all", 'a', Kind.BOOL, "Remove all unused images, not just dangling ones")
        .flag("filter", Kind.FILTER, "Provide filter values (e.g. \"until=<timestamp>\")")
        .flag("force", 'f', Kind.BOOL, "Do not prompt for confirmation");
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    PruneOptions options = options(arguments);
    if (!arguments.on("force") && !Confirmation.given(session, warning(options.all()))) {
      return 0;
    }
    PruneReport report = session.store().collector().prune(options);
    PrintStream out = session.out();
    if (!report.images().isEmpty() || !report.blobs().isEmpty()) {
      out.println("Deleted Images:");
      for (Images.Entry each : report.images()) {
        each.name()
            .map(ImageReference::familiar)
            .ifPresent(name -> out.println("untagged: " + name));
      }
      report.blobs().forEach(each -> out.println("deleted: " + each));
      out.println();
    }
    out.println("Total reclaimed space: " + Sizes.decimal(report.bytes()));
    return 0;
  }

  private static PruneOptions options(Arguments arguments) {
    boolean all = arguments.on("all");
    Optional<Instant> until = Optional.empty();
    List<LabelFilter> labels = new ArrayList<>();
    for (String each : arguments.all("filter")) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      String value = each.substring(equals + 1);
      switch (name) {
        case "until" -> until = Optional.of(ImageFilter.time(value));
        case "label" -> labels.add(LabelFilter.parse(value, false));
        case "label!" -> labels.add(LabelFilter.parse(value, true));
        case "dangling" -> all = value.equals("false") || value.equals("0");
        default -> throw new DrydockException(ErrorKind.INVALID, "invalid filter '" + name + "'");
      }
    }
    return new PruneOptions(all, until, labels, Set.of());
  }

  private static String warning(boolean all) {
    return "WARNING! This will remove all "
        + (all ? "images without at least one container associated to them." : "dangling images.");
  }
}
