package io.drydock.cli.compose;

import com.google.gson.JsonObject;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.List;

/** Shows which address of the host leads to a service's port. */
final class PortCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "compose port [OPTIONS] SERVICE PRIVATE_PORT",
            "Print the public port for a port binding")
        .flag("index", Kind.INT, "Index of the container if service has multiple replicas")
        .flag("protocol", Kind.STRING, "tcp or udp (default \"tcp\")")
        .arguments(2, 2);
  }

  @Override
  protected int run(ComposeCall call) {
    ServiceContainer container = call.container(call.arguments().argument(0), call.index());
    String port = call.arguments().argument(1);
    String protocol = call.arguments().value("protocol", "tcp");
    List<JsonObject> published = Json.children(container.summary(), "Ports");
    for (JsonObject each : published) {
      boolean matches =
          String.valueOf(Json.number(each, "PrivatePort").orElse(0L)).equals(port)
              && Json.string(each, "Type").orElse("tcp").equals(protocol);
      if (matches && Json.number(each, "PublicPort").isPresent()) {
        call.out().println(address(each));
        return 0;
      }
    }
    throw new DrydockException(
        ErrorKind.NOT_FOUND,
        "no port "
            + port
            + "/"
            + protocol
            + " for container "
            + container.name()
            + ": "
            + String.join(", ", published.stream().map(PortCommand::shown).distinct().toList()));
  }

  private static String address(JsonObject port) {
    String ip = Json.string(port, "IP").orElse("");
    String host = ip.contains(":") ? "[" + ip + "]" : ip;
    return host + ":" + Json.number(port, "PublicPort").orElse(0L);
  }

  private static String shown(JsonObject port) {
    return Json.number(port, "PrivatePort").orElse(0L)
        + "/"
        + Json.string(port, "Type").orElse("tcp");
  }
}
