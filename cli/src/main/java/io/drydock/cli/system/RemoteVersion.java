package io.drydock.cli.system;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Engines;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.template.Template;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Shows which release this is, and which one the engine is. */
final class RemoteVersion extends EngineCommand {
  private final Spec spec;

  RemoteVersion(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) {
    var both = new JsonObject();
    both.add("Client", client(Engines.selection(call.session()).context()));
    both.add("Server", call.engine().get("/version", new Query()).object());
    String format = call.arguments().value("format", "");
    if (format.isEmpty()) {
      print(call.out(), "Client", both.getAsJsonObject("Client"));
      call.out().println();
      print(call.out(), "Server", both.getAsJsonObject("Server"));
    } else {
      call.out()
          .println(
              format.equals("json")
                  ? new String(Json.bytes(both), StandardCharsets.UTF_8)
                  : Template.parse(format).apply(both));
    }
    return 0;
  }

  private static JsonObject client(String context) {
    var client = new JsonObject();
    client.addProperty("Version", ClientVersion.VERSION);
    client.addProperty("ApiVersion", EngineClient.NEWEST.toString());
    client.addProperty("Os", "linux");
    client.addProperty("Arch", System.getProperty("os.arch", ""));
    client.addProperty("Context", context);
    return client;
  }

  private static void print(PrintStream out, String title, JsonObject version) {
    out.println(title + ":");
    line(out, version, " Version:           ", "Version");
    line(out, version, " API version:       ", "ApiVersion");
    line(out, version, " Context:           ", "Context");
    out.println(
        " OS/Arch:           "
            + Json.string(version, "Os").orElse("")
            + "/"
            + Json.string(version, "Arch").orElse(""));
  }

  private static void line(PrintStream out, JsonObject version, String title, String member) {
    Json.string(version, member)
        .filter(each -> !each.isEmpty())
        .ifPresent(each -> out.println(title + each));
  }
}
