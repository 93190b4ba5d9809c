package io.drydock.cli.command;

import io.drydock.base.BaseBuilder;
import io.drydock.base.BaseLock;
import io.drydock.base.BaseLock.LockedPackage;
import io.drydock.base.definition.DefinitionReader;
import io.drydock.base.progress.BaseProgress;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.Sizes;
import io.drydock.oci.Platform;
import java.nio.file.Path;

/** Shows which packages a base would consist of. */
final class BaseResolveCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("base resolve [OPTIONS] FILE", "Show which packages a base would consist of")
        .arguments(1, 1)
        .flag("platform", Kind.STRING, "Choose packages for this platform (os/arch)");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    Platform platform = arguments.value("platform").map(Platform::parse).orElseGet(Platform::host);
    var builder = new BaseBuilder(session.store(), Path.of("/"), BaseProgress.SILENT);
    BaseLock lock =
        builder.resolve(DefinitionReader.read(Path.of(arguments.argument(0))), platform);
    int widest = "PACKAGE".length();
    int widestVersion = "VERSION".length();
    int widestSuite = "SUITE".length();
    for (LockedPackage each : lock.packages()) {
      widest = Math.max(widest, each.name().length());
      widestVersion = Math.max(widestVersion, each.version().length());
      widestSuite = Math.max(widestSuite, each.suite().length());
    }
    String row = "%-" + widest + "s   %-" + widestVersion + "s   %-" + widestSuite + "s   %s%n";
    session.out().printf(row, "PACKAGE", "VERSION", "SUITE", "SIZE");
    for (LockedPackage each : lock.packages()) {
      session
          .out()
          .printf(row, each.name(), each.version(), each.suite(), Sizes.decimal(each.size()));
    }
    return 0;
  }
}
