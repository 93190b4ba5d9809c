package io.drydock.cli.command;

import com.google.gson.JsonObject;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.Json;
import io.drydock.core.Release;

/** Shows which Drydock this is and on what it runs. */
final class VersionCommand implements Command {
  /** Drydock's version, as in the build file. */
  static final String VERSION = Release.VERSION;

  @Override
  public Spec spec() {
    return Spec.of("version [OPTIONS]", "Show the Drydock version information")
        .flag("format", 'f', Kind.STRING, "Format output: 'json' prints JSON");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    String java = System.getProperty("java.vm.version", "");
    String platform = "linux/" + System.getProperty("os.arch", "");
    if (arguments.value("format", "").equals("json")) {
      var json = new JsonObject();
      json.addProperty("Version", VERSION);
      json.addProperty("JavaVersion", java);
      json.addProperty("Os/Arch", platform);
      session.out().println(Json.pretty(json));
    } else {
      session
          .out()
          .print(
              "Drydock:\n Version:           "
                  + VERSION
                  + "\n Java version:      "
                  + java
                  + "\n OS/Arch:           "
                  + platform
                  + "\n");
    }
    return 0;
  }
}
