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
import io.drydock.distribution.images.ImageFilter;
import io.drydock.distribution.images.ImageSummary;
import io.drydock.oci.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Lists images. */
final class ImagesCommand implements Command {
  private static final String NONE = "<none>";
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("Repository", "REPOSITORY"),
          Map.entry("Tag", "TAG"),
          Map.entry("Digest", "DIGEST"),
          Map.entry("ID", "IMAGE ID"),
          Map.entry("CreatedSince", "CREATED"),
          Map.entry("CreatedAt", "CREATED AT"),
          Map.entry("Size", "SIZE"),
          Map.entry("VirtualSize", "SIZE"),
          Map.entry("SharedSize", "SHARED SIZE"),
          Map.entry("UniqueSize", "UNIQUE SIZE"),
          Map.entry("Containers", "CONTAINERS"));

  @Override
  public Spec spec() {
    return Spec.of("images [OPTIONS] [REPOSITORY[:TAG]]", "List images")
        .arguments(0, 1)
        .aliases("image ls", "image list", "images")
        .flag("all", 'a', Kind.BOOL, "Show all images (default hides intermediate images)")
        .flag("digests", Kind.BOOL, "Show digests")
        .flag("filter", 'f', Kind.FILTER, "Filter output based on conditions provided")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("no-trunc", Kind.BOOL, "Don't truncate output")
        .flag("quiet", 'q', Kind.BOOL, "Only show image IDs");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    String name = arguments.positional().isEmpty() ? "" : arguments.argument(0);
    ImageFilter filter = ImageFilter.of(session.store(), arguments.all("filter"), name);
    boolean whole = arguments.on("no-trunc");
    Instant now = Instant.now();
    List<JsonObject> rows =
        new ImageCatalogue(session.store())
            .list(filter).stream().map(each -> row(each, whole, now)).toList();
    if (arguments.on("quiet") && !arguments.given("format")) {
      rows.forEach(each -> session.out().println(each.get("ID").getAsString()));
      return 0;
    }
    String columns =
        "{{.Repository}}\t{{.Tag}}\t"
            + (arguments.on("digests") ? "{{.Digest}}\t" : "")
            + "{{.ID}}\t{{if .CreatedSince}}{{.CreatedSince}}{{else}}N/A{{end}}\t{{.Size}}";
    session.out().print(new Listing(HEADERS, columns).print(arguments.value("format", ""), rows));
    return 0;
  }

  /** The fields of one image, as docker names them. */
  static JsonObject row(ImageSummary image, boolean whole, Instant now) {
    var row = new JsonObject();
    row.addProperty("Repository", image.repository().orElse(NONE));
    row.addProperty("Tag", image.tag().orElse(NONE));
    row.addProperty("Digest", image.repositoryDigest().map(Digest::toString).orElse(NONE));
    row.addProperty("ID", whole ? image.id().toString() : image.id().shortHex());
    row.addProperty("CreatedSince", image.created().map(each -> Times.ago(each, now)).orElse(""));
    row.addProperty("CreatedAt", image.created().map(Times::local).orElse("N/A"));
    row.addProperty("Size", Sizes.threeDigits(image.size()));
    row.addProperty("VirtualSize", Sizes.decimal(image.size()));
    row.addProperty("SharedSize", "N/A");
    row.addProperty("UniqueSize", "N/A");
    row.addProperty("Containers", "N/A");
    return row;
  }
}
