package io.drydock.cli.system;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Engines;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.template.Template;
import io.drydock.client.Query;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Shows what an engine is, what it runs on and how much it has. */
public final class InfoCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("info [OPTIONS]", "Display system-wide information")
        .aliases("system info", "info")
        .flag("format", 'f', Kind.STRING, FormatHelp.INSPECT)
        .arguments(0, 0);
  }

  @Override
  protected int run(Call call) {
    String format = call.arguments().value("format", "");
    String context = Engines.selection(call.session()).context();
    JsonObject info = call.engine().get("/info", new Query()).object();
    if (format.isEmpty()) {
      print(call.out(), info, context);
      return 0;
    }
    var client = new JsonObject();
    client.addProperty("Version", ClientVersion.VERSION);
    client.addProperty("Context", context);
    info.add("ClientInfo", client);
    call.out()
        .println(
            format.equals("json")
                ? new String(Json.bytes(info), StandardCharsets.UTF_8)
                : Template.parse(format).apply(info));
    return 0;
  }

  private static void print(PrintStream out, JsonObject info, String context) {
    out.println("Client:\n Version:    " + ClientVersion.VERSION + "\n Context:    " + context);
    out.println("\nServer:");
    line(out, info, " Containers", "Containers");
    line(out, info, "  Running", "ContainersRunning");
    line(out, info, "  Paused", "ContainersPaused");
    line(out, info, "  Stopped", "ContainersStopped");
    line(out, info, " Images", "Images");
    line(out, info, " Server Version", "ServerVersion");
    line(out, info, " Storage Driver", "Driver");
    line(out, info, " Logging Driver", "LoggingDriver");
    line(out, info, " Cgroup Driver", "CgroupDriver");
    line(out, info, " Cgroup Version", "CgroupVersion");
    line(out, info, " Default Runtime", "DefaultRuntime");
    line(out, info, " Kernel Version", "KernelVersion");
    line(out, info, " Operating System", "OperatingSystem");
    line(out, info, " OSType", "OSType");
    line(out, info, " Architecture", "Architecture");
    line(out, info, " CPUs", "NCPU");
    out.println(" Total Memory: " + Sizes.decimal(Json.number(info, "MemTotal").orElse(0L)));
    line(out, info, " Name", "Name");
    line(out, info, " ID", "ID");
    line(out, info, " Docker Root Dir", "DockerRootDir");
    Json.strings(info, "Warnings").forEach(out::println);
  }

  private static void line(PrintStream out, JsonObject info, String title, String member) {
    if (info.has(member) && info.get(member).isJsonPrimitive()) {
      out.println(title + ": " + info.get(member).getAsString());
    }
  }
}
