package io.drydock.cli.compose;

import com.google.gson.JsonObject;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.core.Json;
import io.drydock.core.Release;
import java.nio.charset.StandardCharsets;

/** Shows the version of compose, which is Drydock's. */
final class VersionCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose version [OPTIONS]", "Show the Docker Compose version information")
        .flag(
            "format",
            'f',
            Kind.STRING,
            "Format the output. Values: [pretty | json] (default \"pretty\")")
        .flag("short", Kind.BOOL, "Shows only Compose's version number")
        .arguments(0, 0);
  }

  @Override
  protected int run(ComposeCall call) {
    if (call.arguments().on("short")) {
      call.out().println(Release.VERSION);
    } else if (OutputFormat.of(call.arguments()).isJson()) {
      var json = new JsonObject();
      json.addProperty("version", Release.VERSION);
      call.out().println(new String(Json.bytes(json), StandardCharsets.UTF_8));
    } else {
      call.out().println("Drydock Compose version " + Release.VERSION);
    }
    return 0;
  }
}
