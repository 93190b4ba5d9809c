package io.drydock.cli.command;

import io.drydock.cli.engine.Inspection;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.distribution.images.ImageCatalogue;
import io.drydock.distribution.images.ImageDetails;
import io.drydock.oci.Platform;
import java.util.Optional;

/** Shows images of our store in full. */
final class ImageInspectCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of(
            "image inspect [OPTIONS] IMAGE [IMAGE...]",
            "Display detailed information on one or more images")
        .arguments(1, Spec.ANY)
        .flag("format", 'f', Kind.STRING, FormatHelp.INSPECT)
        .flag("platform", Kind.STRING, "Inspect a specific platform of the multi-platform image");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    var catalogue = new ImageCatalogue(session.store());
    var details = new ImageDetails(catalogue);
    Optional<Platform> platform = arguments.value("platform").map(Platform::parse);
    return Inspection.print(
        session, arguments, word -> details.of(catalogue.image(word, platform)));
  }
}
