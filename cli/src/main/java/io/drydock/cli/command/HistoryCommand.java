package io.drydock.cli.command;

import com.google.gson.JsonObject;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.output.Listing;
import io.drydock.cli.output.Times;
import io.drydock.core.Sizes;
import io.drydock.distribution.images.ImageCatalogue;
import io.drydock.distribution.images.ImageHistory;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Shows how an image came about. */
final class HistoryCommand implements Command {
  private static final int CREATED_BY_WIDTH = 45;
  private static final Map<String, String> HEADERS =
      Map.of(
          "ID", "IMAGE",
          "CreatedSince", "CREATED",
          "CreatedAt", "CREATED AT",
          "CreatedBy", "CREATED BY",
          "Size", "SIZE",
          "Comment", "COMMENT");

  @Override
  public Spec spec() {
    return Spec.of("history [OPTIONS] IMAGE", "Show the history of an image")
        .arguments(1, 1)
        .aliases("image history", "history")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag(
            "human",
            'H',
            Kind.BOOL,
            "Print sizes and dates in human readable format (default true)")
        .flag("no-trunc", Kind.BOOL, "Don't truncate output")
        .flag("platform", Kind.STRING, "Show history for the given platform")
        .flag("quiet", 'q', Kind.BOOL, "Only show image IDs");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    var catalogue = new ImageCatalogue(session.store());
    var image =
        catalogue.image(arguments.argument(0), arguments.value("platform").map(Platform::parse));
    boolean human = !arguments.given("human") || arguments.on("human");
    boolean whole = arguments.on("no-trunc");
    Instant now = Instant.now();
    List<JsonObject> rows =
        ImageHistory.of(catalogue, image).stream()
            .map(each -> row(each, human, whole, now))
            .toList();
    if (arguments.on("quiet")) {
      rows.forEach(each -> session.out().println(each.get("ID").getAsString()));
      return 0;
    }
    String created = human ? "{{.CreatedSince}}" : "{{.CreatedAt}}";
    var listing =
        new Listing(HEADERS, "{{.ID}}\t" + created + "\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}");
    session.out().print(listing.print(arguments.value("format", ""), rows));
    return 0;
  }

  private static JsonObject row(ImageHistory.Step step, boolean human, boolean whole, Instant now) {
    var row = new JsonObject();
    row.addProperty(
        "ID", step.id().map(each -> whole ? each.toString() : each.shortHex()).orElse("<missing>"));
    Instant created = step.created().orElse(Instant.EPOCH);
    row.addProperty("CreatedSince", step.created().isEmpty() ? "N/A" : Times.ago(created, now));
    row.addProperty("CreatedAt", Times.rfc3339(created));
    String by = step.createdBy().replace('\t', ' ');
    row.addProperty("CreatedBy", whole ? by : ellipsis(by));
    row.addProperty("Size", human ? Sizes.threeDigits(step.size()) : String.valueOf(step.size()));
    row.addProperty("Comment", step.comment());
    return row;
  }

  private static String ellipsis(String text) {
    return text.length() <= CREATED_BY_WIDTH ? text : text.substring(0, CREATED_BY_WIDTH - 1) + "…";
  }
}
