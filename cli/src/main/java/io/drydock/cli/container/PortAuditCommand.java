package io.drydock.cli.container;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.output.Listing;
import io.drydock.client.Query;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows which ports of containers are reachable from where, and warns of those open to all. */
final class PortAuditCommand extends EngineCommand {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Name", "CONTAINER",
          "Port", "PORT",
          "Address", "HOST ADDRESS",
          "Reach", "REACHABLE FROM",
          "Networks", "NETWORKS");

  @Override
  public Spec spec() {
    return Spec.of(
            "port audit [OPTIONS]", "Show which ports of containers are reachable from where")
        .details(
            "Warns of ports that are published on all addresses of the host: they are open to"
                + " whoever reaches it,\nwhatever a firewall of the host in front of Drydock's own"
                + " table says of the host's own ports.")
        .arguments(0, 0)
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("quiet", 'q', Kind.BOOL, "Only show ports that are open to all addresses");
  }

  @Override
  protected int run(Call call) {
    List<JsonObject> rows = new ArrayList<>();
    for (JsonElement each : call.engine().get("/containers/json", new Query()).array()) {
      rows.addAll(rows(each.getAsJsonObject()));
    }
    List<JsonObject> open = rows.stream().filter(PortAuditCommand::isOpen).toList();
    List<JsonObject> shown = call.arguments().on("quiet") ? open : rows;
    var listing =
        new Listing(HEADERS, "{{.Name}}\t{{.Port}}\t{{.Address}}\t{{.Reach}}\t{{.Networks}}");
    call.out().print(listing.print(call.arguments().value("format", ""), shown));
    call.out().flush();
    open.forEach(each ->
        call.err()
            .println(
                "WARNING: port "
                    + each.get("Port").getAsString()
                    + " of "
                    + each.get("Name").getAsString()
                    + " is open on all addresses of this host; to keep it local publish it as"
                    + " 127.0.0.1:PORT:PORT"));
    return 0;
  }

  private static boolean isOpen(JsonObject row) {
    return row.get("Reach").getAsString().equals("anywhere");
  }

  private static List<JsonObject> rows(JsonObject container) {
    String name =
        Json.strings(container, "Names").stream().findFirst().orElse("").replaceFirst("^/", "");
    String networks =
        Json.child(container, "NetworkSettings")
            .flatMap(each -> Json.child(each, "Networks"))
            .map(each -> String.join(",", each.keySet()))
            .orElse("");
    var rows = new ArrayList<JsonObject>();
    for (JsonObject port : Json.children(container, "Ports")) {
      var row = new JsonObject();
      row.addProperty("Name", name);
      row.addProperty(
          "Port",
          Json.number(port, "PrivatePort").orElse(0L)
              + "/"
              + Json.string(port, "Type").orElse("tcp"));
      long outer = Json.number(port, "PublicPort").orElse(0L);
      String ip = Json.string(port, "IP").orElse("");
      row.addProperty(
          "Address", outer == 0 ? "-" : (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + outer);
      row.addProperty("Reach", outer == 0 ? "its networks" : reach(ip));
      row.addProperty("Networks", networks);
      rows.add(row);
    }
    return rows;
  }

  private static String reach(String ip) {
    if (ip.isEmpty() || ip.equals("0.0.0.0") || ip.equals("::")) {
      return "anywhere";
    }
    return ip.startsWith("127.") || ip.equals("::1") ? "this host" : "the network of " + ip;
  }
}
