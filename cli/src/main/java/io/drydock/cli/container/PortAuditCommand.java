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
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Shows which ports of containers are reachable from where, and warns of those open to all. */
final class PortAuditCommand extends EngineCommand {
  private static final String ANYWHERE = "anywhere";
  private static final String THIS_HOST = "this host";

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
    List<String> warnings;
    if (call.engine().identity().isDrydock()) {
      JsonObject audit = call.engine().get("/drydock/ports/audit", new Query()).object();
      rows.removeIf(PortAuditCommand::isPublished);
      Json.children(audit, "Openings").forEach(each -> rows.add(row(each)));
      warnings = Json.strings(audit, "Warnings");
    } else {
      warnings =
          rows.stream()
              .filter(PortAuditCommand::isOpen)
              .map(PortAuditCommand::warning)
              .distinct()
              .toList();
    }
    rows.sort(Comparator.comparing((JsonObject each) -> each.get("Name").getAsString()));
    List<JsonObject> open = rows.stream().filter(PortAuditCommand::isOpen).toList();
    List<JsonObject> shown = call.arguments().on("quiet") ? open : rows;
    var listing =
        new Listing(HEADERS, "{{.Name}}\t{{.Port}}\t{{.Address}}\t{{.Reach}}\t{{.Networks}}");
    call.out().print(listing.print(call.arguments().value("format", ""), shown));
    call.out().flush();
    warnings.forEach(each -> call.err().println("WARNING: " + each));
    return 0;
  }

  /** What another engine than ours does not say itself. */
  private static String warning(JsonObject row) {
    return row.get("Name").getAsString()
        + ": port "
        + row.get("Port").getAsString()
        + " is open on all interfaces of this host; publish it as 127.0.0.1:PORT:PORT to keep it"
        + " on this host";
  }

  /** An opening that our engine has found. */
  private static JsonObject row(JsonObject opening) {
    var row = new JsonObject();
    row.add("Name", opening.get("Name"));
    row.add("Port", opening.get("Port"));
    String address = Json.string(opening, "Address").orElse("");
    row.addProperty("Address", address);
    String ip = address.substring(0, Math.max(0, address.lastIndexOf(':')));
    String reach =
        switch (Json.string(opening, "Reach").orElse("")) {
          case "all_interfaces" -> ANYWHERE;
          case "loopback" -> THIS_HOST;
          default -> "the network of " + ip;
        };
    row.addProperty("Reach", reach);
    row.addProperty("Networks", String.join(",", Json.strings(opening, "Networks")));
    return row;
  }

  private static boolean isPublished(JsonObject row) {
    return !row.get("Address").getAsString().equals("-");
  }

  private static boolean isOpen(JsonObject row) {
    return row.get("Reach").getAsString().equals(ANYWHERE);
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
      return ANYWHERE;
    }
    return ip.startsWith("127.") || ip.equals("::1") ? THIS_HOST : "the network of " + ip;
  }
}
