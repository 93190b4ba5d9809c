package io.drydock.engine.network;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.container.NetworkJson;
import io.drydock.container.Networking;
import io.drydock.core.Json;
import io.drydock.engine.network.SandboxState.Identity;
import io.drydock.engine.network.dns.DnsService.Ports;
import io.drydock.engine.network.port.PortRequest;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A running container's network as JSON, and back. */
final class SandboxJson {
  private SandboxJson() {}

  static JsonObject write(SandboxState state) {
    var json = new JsonObject();
    json.addProperty("ContainerID", state.containerId());
    json.addProperty("Name", state.name());
    json.addProperty("Mode", state.mode().toString());
    state.namespace().ifPresent(each -> json.addProperty("Namespace", each.toString()));
    json.addProperty("Hosts", state.files().hosts().toString());
    json.addProperty("ResolvConf", state.files().resolvConf().toString());
    json.addProperty("HostnameFile", state.files().hostname().toString());
    json.addProperty("Hostname", state.identity().hostname());
    json.addProperty("Domainname", state.identity().domainname());
    Networking names = state.identity().networking();
    json.add("Dns", Json.array(names.dns()));
    json.add("DnsOptions", Json.array(names.dnsOptions()));
    json.add("DnsSearch", Json.array(names.dnsSearch()));
    json.add("ExtraHosts", Json.array(names.extraHosts()));
    json.add("Links", Json.array(names.links()));
    json.addProperty("DnsUdp", state.dnsPorts().udp());
    json.addProperty("DnsTcp", state.dnsPorts().tcp());
    json.add("Endpoints", array(state.endpoints(), SandboxJson::write));
    json.add("Ports", array(state.ports(), SandboxJson::write));
    json.add("PortRequests", array(state.portRequests(), SandboxJson::write));
    return json;
  }

  private static <T> JsonArray array(Collection<T> values, Function<T, JsonElement> write) {
    var array = new JsonArray();
    values.forEach(each -> array.add(write.apply(each)));
    return array;
  }

  private static JsonObject write(Endpoint endpoint) {
    var json = new JsonObject();
    json.addProperty("ID", endpoint.id());
    json.addProperty("NetworkID", endpoint.networkId());
    json.addProperty("NetworkName", endpoint.networkName());
    json.add("Settings", NetworkJson.write(endpoint.settings()));
    json.addProperty("Interface", endpoint.interfaceName());
    json.addProperty("MacAddress", endpoint.macAddress());
    endpoint.ipv4().ifPresent(each -> json.add("IPv4", write(each)));
    endpoint.ipv6().ifPresent(each -> json.add("IPv6", write(each)));
    json.add("DNSNames", Json.array(endpoint.dnsNames()));
    return json;
  }

  private static JsonObject write(Endpoint.Address address) {
    var json = new JsonObject();
    json.addProperty("Address", address.address());
    json.addProperty("PrefixLength", address.prefixLength());
    json.addProperty("Gateway", address.gateway());
    return json;
  }

  private static JsonObject write(PublishedPort port) {
    var json = new JsonObject();
    json.addProperty("Port", port.containerPort());
    json.addProperty("Protocol", port.protocol());
    json.addProperty("HostIp", port.hostIp());
    json.addProperty("HostPort", port.hostPort());
    return json;
  }

  private static JsonObject write(PortRequest request) {
    var json = new JsonObject();
    json.addProperty("Port", request.containerPort());
    json.addProperty("Protocol", request.protocol());
    json.addProperty("HostIp", request.hostIp());
    json.addProperty("First", request.firstPort());
    json.addProperty("Last", request.lastPort());
    return json;
  }

  static SandboxState read(JsonObject json) {
    var files =
        new NetworkSandbox.Files(
            path(json, "Hosts"), path(json, "ResolvConf"), path(json, "HostnameFile"));
    var state =
        new SandboxState(
            text(json, "ContainerID"),
            text(json, "Name"),
            NetworkMode.of(text(json, "Mode")),
            Json.string(json, "Namespace").map(Path::of),
            files,
            new Identity(text(json, "Hostname"), text(json, "Domainname"), names(json)),
            Json.children(json, "PortRequests").stream().map(SandboxJson::portRequest).toList());
    state.dnsPorts(new Ports(number(json, "DnsUdp"), number(json, "DnsTcp")));
    Json.children(json, "Endpoints").forEach(each -> state.endpoints().add(endpoint(each, state)));
    Json.children(json, "Ports").forEach(each -> state.ports().add(port(each)));
    return state;
  }

  private static Networking names(JsonObject json) {
    return new Networking(
        "",
        new LinkedHashMap<>(),
        false,
        Json.strings(json, "Dns"),
        Json.strings(json, "DnsOptions"),
        Json.strings(json, "DnsSearch"),
        Json.strings(json, "ExtraHosts"),
        Json.strings(json, "Links"));
  }

  private static Endpoint endpoint(JsonObject json, SandboxState state) {
    return new Endpoint(
        text(json, "ID"),
        text(json, "NetworkID"),
        text(json, "NetworkName"),
        state.containerId(),
        state.name(),
        NetworkJson.readEndpoint(Json.child(json, "Settings").orElseThrow()),
        text(json, "Interface"),
        text(json, "MacAddress"),
        Json.child(json, "IPv4").map(SandboxJson::address),
        Json.child(json, "IPv6").map(SandboxJson::address),
        List.copyOf(Json.strings(json, "DNSNames")));
  }

  private static Endpoint.Address address(JsonObject json) {
    return new Endpoint.Address(
        text(json, "Address"), number(json, "PrefixLength"), text(json, "Gateway"));
  }

  private static PublishedPort port(JsonObject json) {
    return new PublishedPort(
        number(json, "Port"),
        text(json, "Protocol"),
        text(json, "HostIp"),
        number(json, "HostPort"));
  }

  private static PortRequest portRequest(JsonObject json) {
    return new PortRequest(
        number(json, "Port"),
        text(json, "Protocol"),
        text(json, "HostIp"),
        number(json, "First"),
        number(json, "Last"));
  }

  private static Path path(JsonObject json, String key) {
    return Path.of(text(json, key));
  }

  private static String text(JsonObject json, String key) {
    Optional<String> text = Json.string(json, key);
    return text.orElse("");
  }

  private static int number(JsonObject json, String key) {
    return Math.toIntExact(Json.number(json, key).orElse(0L));
  }
}
