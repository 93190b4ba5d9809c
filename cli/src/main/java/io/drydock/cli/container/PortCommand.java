package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shows which addresses of the host lead to a container's ports. */
final class PortCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "port CONTAINER [PRIVATE_PORT[/PROTO]]",
            "List port mappings or a specific mapping for the container")
        .aliases("container port", "port")
        .arguments(1, 2);
  }

  @Override
  protected int run(Call call) {
    JsonObject container =
        call.engine()
            .get("/containers/" + EngineClient.part(call.name()) + "/json", new Query())
            .object();
    JsonObject ports =
        Json.child(container, "NetworkSettings")
            .flatMap(each -> Json.child(each, "Ports"))
            .orElseGet(JsonObject::new);
    if (call.arguments().positional().size() > 1) {
      one(call, ports, call.arguments().argument(1));
      return 0;
    }
    List<String> names = new ArrayList<>(ports.keySet());
    names.sort(
        Comparator.comparingInt(PortCommand::number).thenComparing(Comparator.naturalOrder()));
    for (String port : names) {
      addresses(ports, port).forEach(each -> call.out().println(port + " -> " + each));
    }
    return 0;
  }

  private static void one(Call call, JsonObject ports, String wanted) {
    String port = wanted.contains("/") ? wanted : wanted + "/tcp";
    List<String> addresses = addresses(ports, port);
    if (addresses.isEmpty()) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "Error: No public port '" + wanted + "' published for " + call.name());
    }
    addresses.forEach(call.out()::println);
  }

  private static List<String> addresses(JsonObject ports, String port) {
    var addresses = new ArrayList<String>();
    for (JsonObject each : Json.children(ports, port)) {
      String ip = Json.string(each, "HostIp").orElse("");
      addresses.add(
          (ip.contains(":") ? "[" + ip + "]" : ip)
              + ":"
              + Json.string(each, "HostPort").orElse(""));
    }
    return addresses;
  }

  private static int number(String port) {
    int slash = port.indexOf('/');
    try {
      return Integer.parseInt(slash < 0 ? port : port.substring(0, slash));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
