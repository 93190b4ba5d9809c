package io.drydock.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.container.EndpointSettings.Address;
import io.drydock.container.NetworkSpec.Ipam;
import io.drydock.container.NetworkSpec.Pool;
import io.drydock.core.Json;
import java.util.LinkedHashMap;
import java.util.List;

/** Networks and endpoints as the JSON of Docker's API, and back. */
public final class NetworkJson {
  private static final Ipam CHOSEN = new Ipam("", new LinkedHashMap<>(), List.of());

  private NetworkJson() {}

  /** The spec that the body of {@code POST /networks/create} holds. */
  public static NetworkSpec readSpec(JsonObject json) {
    return new NetworkSpec(
        Members.string(json, "Name"),
        Members.string(json, "Driver"),
        Members.string(json, "Scope"),
        Json.flag(json, "Internal"),
        Json.flag(json, "Attachable"),
        Json.flag(json, "Ingress"),
        Members.flag(json, "EnableIPv4"),
        Members.flag(json, "EnableIPv6"),
        Json.child(json, "IPAM").map(NetworkJson::ipam).orElse(CHOSEN),
        Members.map(json, "Options"),
        Members.map(json, "Labels"),
        Json.flag(json, "ConfigOnly"),
        Json.child(json, "ConfigFrom").map(each -> Members.string(each, "Network")).orElse(""));
  }

  private static Ipam ipam(JsonObject json) {
    return new Ipam(
        Members.string(json, "Driver"),
        Members.map(json, "Options"),
        Members.each(json, "Config", NetworkJson::pool));
  }

  private static Pool pool(JsonObject json) {
    return new Pool(
        Members.string(json, "Subnet"),
        Members.string(json, "IPRange"),
        Members.string(json, "Gateway"),
        Members.map(json, "AuxiliaryAddresses"));
  }

  /** The body of {@code POST /networks/create}. */
  public static JsonObject write(NetworkSpec spec) {
    var json = new JsonObject();
    json.addProperty("Name", spec.name());
    json.addProperty("Driver", spec.driver());
    json.addProperty("Scope", spec.scope());
    spec.enableIpv4().ifPresent(each -> json.addProperty("EnableIPv4", each));
    spec.enableIpv6().ifPresent(each -> json.addProperty("EnableIPv6", each));
    json.add("IPAM", write(spec.ipam()));
    json.addProperty("Internal", spec.internal());
    json.addProperty("Attachable", spec.attachable());
    json.addProperty("Ingress", spec.ingress());
    json.addProperty("ConfigOnly", spec.configOnly());
    json.add("ConfigFrom", JsonNull.INSTANCE);
    if (!spec.configFrom().isEmpty()) {
      var from = new JsonObject();
      from.addProperty("Network", spec.configFrom());
      json.add("ConfigFrom", from);
    }
    json.add("Options", Json.object(spec.options()));
    json.add("Labels", Json.object(spec.labels()));
    return json;
  }

  /** As the member {@code IPAM}. */
  public static JsonObject write(Ipam ipam) {
    var json = new JsonObject();
    json.addProperty("Driver", ipam.driver());
    json.add("Options", Json.object(ipam.options()));
    var pools = new JsonArray();
    ipam.pools().forEach(each -> pools.add(write(each)));
    json.add("Config", pools);
    return json;
  }

  private static JsonObject write(Pool pool) {
    var json = new JsonObject();
    json.addProperty("Subnet", pool.subnet());
    if (!pool.range().isEmpty()) {
      json.addProperty("IPRange", pool.range());
    }
    if (!pool.gateway().isEmpty()) {
      json.addProperty("Gateway", pool.gateway());
    }
    if (!pool.auxiliary().isEmpty()) {
      json.add("AuxiliaryAddresses", Json.object(pool.auxiliary()));
    }
    return json;
  }

  /** What is asked of an endpoint; members that say what an endpoint got are not read. */
  public static EndpointSettings readEndpoint(JsonObject json) {
    return new EndpointSettings(
        Json.child(json, "IPAMConfig").map(NetworkJson::address),
        Json.strings(json, "Links"),
        Json.strings(json, "Aliases"),
        Members.string(json, "MacAddress"),
        Members.map(json, "DriverOpts"),
        Members.integer(json, "GwPriority"));
  }

  private static Address address(JsonObject json) {
    return new Address(
        Members.string(json, "IPv4Address"),
        Members.string(json, "IPv6Address"),
        Json.strings(json, "LinkLocalIPs"));
  }

  /** What is asked of an endpoint. What it got is for the engine to add. */
  public static JsonObject write(EndpointSettings settings) {
    var json = new JsonObject();
    json.add("IPAMConfig", JsonNull.INSTANCE);
    settings.address().ifPresent(each -> json.add("IPAMConfig", write(each)));
    json.add("Links", Members.orNull(settings.links()));
    json.add("Aliases", Members.orNull(settings.aliases()));
    json.addProperty("MacAddress", settings.macAddress());
    json.add(
        "DriverOpts",
        settings.driverOptions().isEmpty()
            ? JsonNull.INSTANCE
            : Json.object(settings.driverOptions()));
    json.addProperty("GwPriority", settings.gatewayPriority());
    return json;
  }

  private static JsonObject write(Address address) {
    var json = new JsonObject();
    if (!address.ipv4().isEmpty()) {
      json.addProperty("IPv4Address", address.ipv4());
    }
    if (!address.ipv6().isEmpty()) {
      json.addProperty("IPv6Address", address.ipv6());
    }
    if (!address.linkLocal().isEmpty()) {
      json.add("LinkLocalIPs", Json.array(address.linkLocal()));
    }
    return json;
  }
}
