package io.drydock.api.network;

import com.google.gson.JsonObject;
import io.drydock.api.route.ApiVersion;
import io.drydock.container.NetworkJson;
import io.drydock.container.NetworkSpec;
import io.drydock.core.Json;
import io.drydock.engine.network.Endpoint;
import io.drydock.engine.network.Network;

/** Networks as the API shows them. */
final class NetworkAnswer {
  private NetworkAnswer() {}

  /** As a list has it, without the containers. */
  static JsonObject summary(Network network, ApiVersion version) {
    JsonObject json = head(network);
    if (!version.since(52)) {
      json.add("Containers", new JsonObject());
    }
    return json;
  }

  /** As an inspection has it. */
  static JsonObject details(Network network) {
    JsonObject json = head(network);
    var containers = new JsonObject();
    network.endpoints().forEach(each -> containers.add(each.containerId(), endpoint(each)));
    json.add("Containers", containers);
    return json;
  }

  private static JsonObject head(Network network) {
    NetworkSpec spec = network.spec();
    var json = new JsonObject();
    json.addProperty("Name", spec.name());
    json.addProperty("Id", network.id());
    json.addProperty("Created", network.created().toString());
    json.addProperty("Scope", spec.scope().isEmpty() ? "local" : spec.scope());
    json.addProperty("Driver", driver(spec));
    json.addProperty("EnableIPv4", network.ipv4());
    json.addProperty("EnableIPv6", network.ipv6());
    JsonObject ipam = NetworkJson.write(spec.ipam());
    ipam.addProperty("Driver", spec.ipam().driver().isEmpty() ? "default" : spec.ipam().driver());
    json.add("IPAM", ipam);
    json.addProperty("Internal", spec.internal());
    json.addProperty("Attachable", spec.attachable());
    json.addProperty("Ingress", spec.ingress());
    var from = new JsonObject();
    from.addProperty("Network", spec.configFrom());
    json.add("ConfigFrom", from);
    json.addProperty("ConfigOnly", spec.configOnly());
    json.add("Options", Json.object(spec.options()));
    json.add("Labels", Json.object(spec.labels()));
    return json;
  }

  static String driver(NetworkSpec spec) {
    return spec.driver().isEmpty() ? "bridge" : spec.driver();
  }

  private static JsonObject endpoint(Endpoint endpoint) {
    var json = new JsonObject();
    json.addProperty("Name", endpoint.containerName());
    json.addProperty("EndpointID", endpoint.id());
    json.addProperty("MacAddress", endpoint.macAddress());
    json.addProperty("IPv4Address", endpoint.ipv4().map(Endpoint.Address::cidr).orElse(""));
    json.addProperty("IPv6Address", endpoint.ipv6().map(Endpoint.Address::cidr).orElse(""));
    return json;
  }
}
