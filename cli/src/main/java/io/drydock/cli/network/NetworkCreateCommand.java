package io.drydock.cli.network;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.flags.FlagValues;
import io.drydock.cli.flags.Pairs;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.Query;
import io.drydock.container.NetworkJson;
import io.drydock.container.NetworkSpec;
import io.drydock.container.NetworkSpec.Ipam;
import io.drydock.core.Json;
import java.util.List;
import java.util.Optional;

/** Makes a network. */
final class NetworkCreateCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("network create [OPTIONS] NETWORK", "Create a network")
        .flag("attachable", Kind.BOOL, "Enable manual container attachment")
        .flag(
            "aux-address",
            Kind.MAP,
            "Auxiliary IPv4 or IPv6 addresses used by Network driver (default map[])")
        .flag("config-from", Kind.STRING, "The network from which to copy the configuration")
        .flag("config-only", Kind.BOOL, "Create a configuration only network")
        .flag("driver", 'd', Kind.STRING, "Driver to manage the Network (default \"bridge\")")
        .flag("gateway", Kind.STRINGS, "IPv4 or IPv6 Gateway for the master subnet")
        .flag("ingress", Kind.BOOL, "Create swarm routing-mesh network")
        .flag("internal", Kind.BOOL, "Restrict external access to the network")
        .flag("ip-range", Kind.STRINGS, "Allocate container ip from a sub-range")
        .flag("ipam-driver", Kind.STRING, "IP Address Management Driver (default \"default\")")
        .flag("ipam-opt", Kind.MAP, "Set IPAM driver specific options (default map[])")
        .flag("ipv4", Kind.BOOL, "Enable or disable IPv4 address assignment (default true)")
        .flag("ipv6", Kind.BOOL, "Enable or disable IPv6 address assignment")
        .flag("label", Kind.LIST, "Set metadata on a network")
        .flag("opt", 'o', Kind.MAP, "Set driver specific options (default map[])")
        .flag("scope", Kind.STRING, "Control the network's scope")
        .flag("subnet", Kind.STRINGS, "Subnet in CIDR format that represents a network segment")
        .arguments(1, 1);
  }

  @Override
  protected int run(Call call) {
    Arguments arguments = call.arguments();
    List<String> labels = new FlagValues(spec(), arguments).each("label", Pairs::label);
    var network =
        new NetworkSpec(
            call.name(),
            arguments.value("driver", "bridge"),
            arguments.value("scope", ""),
            arguments.on("internal"),
            arguments.on("attachable"),
            arguments.on("ingress"),
            given(arguments, "ipv4"),
            given(arguments, "ipv6"),
            new Ipam(
                arguments.value("ipam-driver", "default"),
                Pairs.map(arguments.all("ipam-opt")),
                AddressPools.of(arguments)),
            Pairs.map(arguments.all("opt")),
            Pairs.map(labels),
            arguments.on("config-only"),
            arguments.value("config-from", ""));
    JsonObject answer =
        call.engine().post("/networks/create", new Query(), NetworkJson.write(network)).object();
    Json.string(answer, "Warning")
        .filter(each -> !each.isEmpty())
        .ifPresent(each -> call.err().println("WARNING: " + each));
    call.out().println(Json.string(answer, "Id").orElse(""));
    return 0;
  }

  private static Optional<Boolean> given(Arguments arguments, String flag) {
    return arguments.given(flag) ? Optional.of(arguments.on(flag)) : Optional.empty();
  }
}
