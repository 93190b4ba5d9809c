package io.drydock.cli.command;

import io.drydock.base.BaseBuilder;
import io.drydock.base.BaseLock;
import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.definition.DefinitionReader;
import io.drydock.base.progress.BaseProgress;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.oci.Platform;
import java.nio.file.Path;

/** Brings the locks of base definitions up to date, and makes no image. */
final class BaseLockCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of(
            "base lock [OPTIONS] FILE [FILE...]",
            "Write which packages a base consists of, beside it")
        .arguments(1, Spec.ANY)
        .flag("platform", Kind.STRING, "Choose packages for this platform (os/arch)");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    Platform platform = arguments.value("platform").map(Platform::parse).orElseGet(Platform::host);
    var builder = new BaseBuilder(session.store(), Path.of("/"), BaseProgress.SILENT);
    for (String each : arguments.positional()) {
      BaseDefinition definition = DefinitionReader.read(Path.of(each));
      BaseLock lock = builder.resolve(definition, platform);
      Path file = BaseLock.fileFor(definition.file());
      boolean written = lock.write(file);
      session
          .out()
          .println(
              file + ": " + lock.packages().size() + " packages" + (written ? "" : " (unchanged)"));
    }
    return 0;
  }
}
