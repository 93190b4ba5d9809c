package io.drydock.compose.request;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.composefile.model.Network;
import io.drydock.composefile.model.Project;
import io.drydock.container.NetworkSpec;
import io.drydock.core.Release;
import java.util.LinkedHashMap;
import java.util.List;

/** A project's network as the Engine API is asked for it. */
public final class NetworkRequest {
  private NetworkRequest() {}

  public static NetworkSpec spec(Project project, Network network) {
    var labels = new LinkedHashMap<>(network.labels());
    labels.put(Labels.NETWORK, network.key());
    labels.put(Labels.PROJECT, project.name());
    labels.put(Labels.CONFIG_HASH, hash(network));
    labels.put(Labels.VERSION, Release.VERSION);
    return new NetworkSpec(
        network.name(),
        network.driver().orElse(""),
        "",
        network.internal(),
        network.attachable(),
        false,
        network.enableIpv4(),
        network.enableIpv6(),
        ipam(network),
        network.driverOptions(),
        labels,
        false,
        "");
  }

  private static NetworkSpec.Ipam ipam(Network network) {
    return network
        .ipam()
        .map(each ->
            new NetworkSpec.Ipam(
                each.driver().orElse(""),
                each.options(),
                each.pools().stream().map(NetworkRequest::pool).toList()))
        .orElseGet(() -> new NetworkSpec.Ipam("", new LinkedHashMap<>(), List.of()));
  }

  private static NetworkSpec.Pool pool(Network.Pool pool) {
    return new NetworkSpec.Pool(
        pool.subnet().orElse(""),
        pool.ipRange().orElse(""),
        pool.gateway().orElse(""),
        pool.auxiliaryAddresses());
  }

  /** The hash by which a change of the network is seen, as docker compose takes it. */
  public static String hash(Network network) {
    JsonObject form =
        new GoObject()
            .text("name", network.name())
            .text("driver", network.driver())
            .map("driver_opts", network.driverOptions())
            .always("ipam", network.ipam().map(NetworkRequest::form).orElse(new JsonObject()))
            .flag("external", network.external())
            .flag("internal", network.internal())
            .flag("attachable", network.attachable())
            .map("labels", network.labels())
            .flag("enable_ipv4", network.enableIpv4())
            .flag("enable_ipv6", network.enableIpv6())
            .json();
    return GoJson.hash(form);
  }

  private static JsonObject form(Network.Ipam ipam) {
    return new GoObject()
        .text("driver", ipam.driver())
        .array("config", ipam.pools(), NetworkRequest::form)
        .json();
  }

  private static JsonElement form(Network.Pool pool) {
    return new GoObject()
        .text("subnet", pool.subnet())
        .text("gateway", pool.gateway())
        .text("ip_range", pool.ipRange())
        .map("aux_addresses", pool.auxiliaryAddresses())
        .json();
  }
}
