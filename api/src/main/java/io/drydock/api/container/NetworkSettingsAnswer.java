package io.drydock.api.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.route.ApiVersion;
import io.drydock.container.EndpointSettings;
import io.drydock.container.NetworkJson;
import io.drydock.core.Json;
import io.drydock.engine.container.Container;
import io.drydock.engine.network.Endpoint;
import io.drydock.engine.network.NetworkMode;
import io.drydock.engine.network.NetworkSandbox;
import io.drydock.engine.network.PublishedPort;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A container's networks and ports as the API shows them. */
final class NetworkSettingsAnswer {
  private NetworkSettingsAnswer() {}

  /** {@code NetworkSettings} of an inspection. */
  static JsonObject write(Container container, ApiVersion version) {
    var json = new JsonObject();
    Optional<NetworkSandbox> sandbox = container.network();
    boolean legacy = !version.since(52);
    if (legacy) {
      json.addProperty("Bridge", "");
    }
    json.addProperty("SandboxID", sandbox.isPresent() ? container.id() : "");
    json.addProperty(
        "SandboxKey", sandbox.flatMap(NetworkSandbox::namespace).map(Object::toString).orElse(""));
    json.add("Ports", ports(container));
    if (legacy) {
      legacy(json, defaultEndpoint(sandbox));
    }
    json.add("Networks", networks(container, version));
    return json;
  }

  /** Members that describe the network {@code bridge} alone, as API 1.20 had them. */
  private static void legacy(JsonObject json, Optional<Endpoint> endpoint) {
    json.addProperty("HairpinMode", false);
    json.addProperty("LinkLocalIPv6Address", "");
    json.addProperty("LinkLocalIPv6PrefixLen", 0);
    json.add("SecondaryIPAddresses", JsonNull.INSTANCE);
    json.add("SecondaryIPv6Addresses", JsonNull.INSTANCE);
    json.addProperty("EndpointID", endpoint.map(Endpoint::id).orElse(""));
    addresses(json, endpoint);
    json.addProperty("MacAddress", endpoint.map(Endpoint::macAddress).orElse(""));
  }

  private static Optional<Endpoint> defaultEndpoint(Optional<NetworkSandbox> sandbox) {
    return sandbox.stream()
        .flatMap(each -> each.endpoints().stream())
        .filter(each -> each.networkName().equals("bridge"))
        .findFirst();
  }

  /** The {@code Networks}, by name. */
  static JsonObject networks(Container container, ApiVersion version) {
    var endpoints = new LinkedHashMap<String, Endpoint>();
    container
        .network()
        .ifPresent(sandbox ->
            sandbox.endpoints().forEach(each -> endpoints.put(each.networkName(), each)));
    var names = new LinkedHashSet<>(asked(container).keySet());
    if (container.network().isPresent()) {
      names.retainAll(endpoints.keySet());
      names.addAll(endpoints.keySet());
    }
    var json = new JsonObject();
    for (String name : names) {
      Optional<Endpoint> endpoint = Optional.ofNullable(endpoints.get(name));
      EndpointSettings settings =
          endpoint
              .map(Endpoint::settings)
              .orElseGet(() -> asked(container).getOrDefault(name, EndpointSettings.DEFAULT));
      json.add(name, endpoint(container, settings, endpoint, version));
    }
    return json;
  }

  private static SequencedMap<String, EndpointSettings> asked(Container container) {
    var asked = new LinkedHashMap<String, EndpointSettings>();
    NetworkMode mode = NetworkMode.of(container.spec().host().networking().networkMode());
    if (mode.kind() != NetworkMode.Kind.CONTAINER) {
      asked.put(mode.name(), EndpointSettings.DEFAULT);
    }
    container
        .spec()
        .networks()
        .forEach((name, each) -> asked.put(name.equals("default") ? "bridge" : name, each));
    return asked;
  }

  private static JsonObject endpoint(
      Container container,
      EndpointSettings settings,
      Optional<Endpoint> endpoint,
      ApiVersion version) {
    JsonObject json = NetworkJson.write(settings);
    if (!version.since(45) && !settings.aliases().isEmpty()) {
      var aliases = new LinkedHashSet<>(settings.aliases());
      aliases.add(container.shortId());
      json.add("Aliases", Json.array(aliases));
    }
    if (!version.since(48)) {
      json.remove("GwPriority");
    }
    json.addProperty(
        "MacAddress", endpoint.map(Endpoint::macAddress).orElse(settings.macAddress()));
    json.addProperty("NetworkID", endpoint.map(Endpoint::networkId).orElse(""));
    json.addProperty("EndpointID", endpoint.map(Endpoint::id).orElse(""));
    addresses(json, endpoint);
    if (version.since(44)) {
      List<String> names = endpoint.map(Endpoint::dnsNames).orElse(List.of());
      json.add("DNSNames", names.isEmpty() ? JsonNull.INSTANCE : Json.array(names));
    }
    return json;
  }

  private static void addresses(JsonObject json, Optional<Endpoint> endpoint) {
    Optional<Endpoint.Address> ipv4 = endpoint.flatMap(Endpoint::ipv4);
    Optional<Endpoint.Address> ipv6 = endpoint.flatMap(Endpoint::ipv6);
    json.addProperty("Gateway", ipv4.map(Endpoint.Address::gateway).orElse(""));
    json.addProperty("IPAddress", ipv4.map(Endpoint.Address::address).orElse(""));
    json.addProperty("IPPrefixLen", ipv4.map(Endpoint.Address::prefixLength).orElse(0));
    json.addProperty("IPv6Gateway", ipv6.map(Endpoint.Address::gateway).orElse(""));
    json.addProperty("GlobalIPv6Address", ipv6.map(Endpoint.Address::address).orElse(""));
    json.addProperty("GlobalIPv6PrefixLen", ipv6.map(Endpoint.Address::prefixLength).orElse(0));
  }

  /** The exposed ports of a running container, each with where it is published, or null. */
  private static JsonObject ports(Container container) {
    var ports = new JsonObject();
    if (container.network().isEmpty()) {
      return ports;
    }
    container.spec().settings().exposedPorts().forEach(each -> ports.add(each, JsonNull.INSTANCE));
    for (PublishedPort each : container.network().get().ports()) {
      JsonArray bindings =
          ports.get(each.key()) instanceof JsonArray array ? array : new JsonArray();
      var binding = new JsonObject();
      binding.addProperty("HostIp", each.hostIp());
      binding.addProperty("HostPort", Integer.toString(each.hostPort()));
      bindings.add(binding);
      ports.add(each.key(), bindings);
    }
    return ports;
  }

  /** {@code Ports} of a list. */
  static JsonArray portList(Container container) {
    var list = new JsonArray();
    ports(container).entrySet().forEach(each -> addPort(list, each.getKey(), each.getValue()));
    return list;
  }

  private static void addPort(JsonArray list, String key, JsonElement bindings) {
    int slash = key.indexOf('/');
    int port = Integer.parseInt(slash < 0 ? key : key.substring(0, slash));
    String protocol = slash < 0 ? "tcp" : key.substring(slash + 1);
    if (!(bindings instanceof JsonArray array)) {
      list.add(port(port, protocol));
      return;
    }
    for (JsonElement each : array) {
      JsonObject binding = each.getAsJsonObject();
      var json = new JsonObject();
      json.addProperty("IP", binding.get("HostIp").getAsString());
      json.addProperty("PrivatePort", port);
      json.addProperty("PublicPort", Integer.parseInt(binding.get("HostPort").getAsString()));
      json.addProperty("Type", protocol);
      list.add(json);
    }
  }

  private static JsonObject port(int port, String protocol) {
    var json = new JsonObject();
    json.addProperty("PrivatePort", port);
    json.addProperty("Type", protocol);
    return json;
  }
}
