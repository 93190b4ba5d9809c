package io.drydock.cli.command;

import io.drydock.base.Bases;
import io.drydock.base.Bases.Known;
import io.drydock.base.progress.BaseProgress;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.oci.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists the base images that definitions stand for. */
final class BaseLsCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("base ls [OPTIONS]", "List the base images that definitions stand for")
        .aliases("base ls", "base list")
        .flag("bases", Kind.STRING_ARRAY, "Directories with definitions (default bases)");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    List<String> given = arguments.all("bases");
    var directories = new ArrayList<Path>();
    (given.isEmpty() ? List.of("bases") : given)
        .forEach(each -> directories.add(session.path(each)));
    var bases = new Bases(session.store(), directories, BaseProgress.SILENT);
    List<Known> all = bases.list(Platform.host());
    int widest = "IMAGE".length();
    for (Known each : all) {
      for (String image : each.images()) {
        widest = Math.max(widest, image.length());
      }
    }
    String row = "%-" + widest + "s   %-12s   %s%n";
    session.out().printf(row, "IMAGE", "BUILT", "DEFINITION");
    for (Known each : all) {
      String built = each.built().map(image -> image.digest().shortHex()).orElse("-");
      for (String image : each.images()) {
        session.out().printf(row, image, built, each.file());
      }
    }
    return 0;
  }
}
