package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.progress.Terminal;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.archive.ImageLoader;
import io.drydock.distribution.archive.LoadedImage;
import io.drydock.distribution.images.ImageCatalogue;
import io.drydock.oci.Platform;
import java.util.List;
import java.util.Optional;

/** Reads images from an archive. */
final class LoadCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("load [OPTIONS]", "Load an image from a tar archive or STDIN")
        .arguments(0, 0)
        .aliases("image load", "load")
        .flag("input", 'i', Kind.STRING, "Read from tar archive file, instead of STDIN")
        .flag(
            "platform",
            Kind.STRINGS,
            "Load only the given platform(s) (format: os[/arch[/variant]])")
        .flag("quiet", 'q', Kind.BOOL, "Suppress the load output");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    String input = arguments.value("input", "");
    if (input.isEmpty() && Terminal.isInput()) {
      throw new DrydockException(
          ErrorKind.INVALID, "requested load from stdin, but stdin is empty");
    }
    var loader =
        new ImageLoader(
            session.store(), arguments.all("platform").stream().map(Platform::parse).toList());
    List<LoadedImage> loaded =
        input.isEmpty()
            ? loader.load(session.in(), "standard input")
            : loader.load(session.path(input));
    var catalogue = new ImageCatalogue(session.store());
    for (LoadedImage each : loaded) {
      each.names().forEach(name -> session.out().println("Loaded image: " + name.familiar()));
      if (each.names().isEmpty()) {
        session
            .out()
            .println(
                "Loaded image ID: "
                    + catalogue.image(each.target().digest().toString(), Optional.empty()).id());
      }
    }
    return 0;
  }
}
