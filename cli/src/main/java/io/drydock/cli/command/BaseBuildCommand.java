package io.drydock.cli.command;

import io.drydock.base.BaseBuilder;
import io.drydock.base.BaseBuilder.Built;
import io.drydock.base.BaseBuilder.Versions;
import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.definition.DefinitionReader;
import io.drydock.base.progress.BaseProgress;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.sources.BaseLog;
import io.drydock.oci.Platform;
import java.nio.file.Path;
import java.util.ArrayList;

/** Makes base images from their definitions. */
final class BaseBuildCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of(
            "base build [OPTIONS] FILE [FILE...]",
            "Make base images from a Debian archive's packages")
        .arguments(1, Spec.ANY)
        .details(
            "The packages that were chosen are written beside each FILE, as NAME.lock.json."
                + " An image that is there for the same definition and packages is not made again.")
        .flag("locked", Kind.BOOL, "Take exactly the packages of the lock beside the file")
        .flag("platform", Kind.STRING, "Make the image for this platform (os/arch)")
        .flag("quiet", 'q', Kind.BOOL, "Print the image's digest only");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    Platform platform = arguments.value("platform").map(Platform::parse).orElseGet(Platform::host);
    Versions versions = arguments.on("locked") ? Versions.LOCKED : Versions.NEWEST;
    // All are read before any is built: a mistake in the last one costs no waiting.
    var definitions = new ArrayList<BaseDefinition>();
    for (String each : arguments.positional()) {
      definitions.add(DefinitionReader.read(Path.of(each)));
    }
    boolean quiet = arguments.on("quiet");
    var builder =
        new BaseBuilder(
            session.store(),
            Path.of("/"),
            quiet ? BaseProgress.SILENT : new BaseLog(session.err()::println));
    for (BaseDefinition each : definitions) {
      Built built = builder.build(each, platform, versions);
      String digest = built.image().digest().toString();
      String line = each.displayName() + " " + digest + (built.made() ? "" : " (unchanged)");
      session.out().println(quiet ? digest : line);
    }
    return 0;
  }
}
