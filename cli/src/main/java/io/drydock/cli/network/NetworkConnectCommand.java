package io.drydock.cli.network;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.flags.Pairs;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.container.EndpointSettings;
import io.drydock.container.EndpointSettings.Address;
import io.drydock.container.NetworkJson;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Optional;

/** Brings a container into a network, while it runs or not. */
final class NetworkConnectCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "network connect [OPTIONS] NETWORK CONTAINER", "Connect a container to a network")
        .flag("alias", Kind.STRINGS, "Add network-scoped alias for the container")
        .flag("driver-opt", Kind.STRINGS, "driver options for the network")
        .flag(
            "gw-priority",
            Kind.INT,
            "Highest gw-priority provides the default gateway. Accepts positive and negative "
                + "values.")
        .flag("ip", Kind.STRING, "IPv4 address (e.g., \"172.30.100.104\")")
        .flag("ip6", Kind.STRING, "IPv6 address (e.g., \"2001:db8::33\")")
        .flag("link", Kind.LIST, "Add link to another container")
        .flag("link-local-ip", Kind.STRINGS, "Add a link-local address for the container")
        .arguments(2, 2);
  }

  @Override
  protected int run(Call call) {
    var body = new JsonObject();
    body.addProperty("Container", call.arguments().argument(1));
    body.add("EndpointConfig", NetworkJson.write(endpoint(call.arguments())));
    call.engine()
        .post("/networks/" + EngineClient.part(call.name()) + "/connect", new Query(), body)
        .discard();
    return 0;
  }

  private static EndpointSettings endpoint(Arguments arguments) {
    List<String> options = arguments.all("driver-opt");
    options.stream()
        .filter(each -> !each.contains("="))
        .findFirst()
        .ifPresent(each -> {
          throw new DrydockException(
              ErrorKind.INVALID, "invalid key/value pair format in driver options");
        });
    String ipv4 = arguments.value("ip", "");
    String ipv6 = arguments.value("ip6", "");
    List<String> linkLocal = arguments.all("link-local-ip");
    boolean chosen = !ipv4.isEmpty() || !ipv6.isEmpty() || !linkLocal.isEmpty();
    return new EndpointSettings(
        chosen ? Optional.of(new Address(ipv4, ipv6, linkLocal)) : Optional.empty(),
        arguments.all("link"),
        arguments.all("alias"),
        "",
        Pairs.map(options),
        arguments.number("gw-priority", 0));
  }
}
