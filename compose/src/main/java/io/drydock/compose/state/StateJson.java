package io.drydock.compose.state;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.compose.state.ContainerState.MountState;
import io.drydock.compose.state.ContainerState.PortState;
import io.drydock.core.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an engine lists, read from the JSON of the Engine API. */
final class StateJson {
  private static final String EXITED = "Exited (";

  private StateJson() {}

  static ContainerState container(JsonObject json) {
    String status = text(json, "Status");
    return new ContainerState(
        text(json, "Id"),
        name(json),
        text(json, "Image"),
        text(json, "ImageID"),
        text(json, "Command"),
        Instant.ofEpochSecond(Json.number(json, "Created").orElse(0L)),
        ContainerStatus.of(text(json, "State")),
        status,
        health(json, status),
        exitCode(status),
        Json.stringMap(json, "Labels"),
        networks(json),
        mounts(json),
        ports(json));
  }

  private static String text(JsonObject json, String key) {
    return Json.string(json, key).orElse("");
  }

  private static String name(JsonObject json) {
    List<String> names = Json.strings(json, "Names");
    for (String each : names) {
      if (each.lastIndexOf('/') == 0) {
        return each.substring(1);
      }
    }
    return names.isEmpty() ? "" : names.getFirst();
  }

  /** Newer engines have a member for it; in older ones only the text says it. */
  private static Health health(JsonObject json, String status) {
    var member = Json.child(json, "Health").flatMap(each -> Json.string(each, "Status"));
    if (member.isPresent()) {
      return Health.of(member.get());
    }
    if (status.endsWith("(healthy)")) {
      return Health.HEALTHY;
    }
    if (status.endsWith("(unhealthy)")) {
      return Health.UNHEALTHY;
    }
    return status.endsWith("(health: starting)") ? Health.STARTING : Health.NONE;
  }

  private static int exitCode(String status) {
    int end = status.indexOf(')');
    if (!status.startsWith(EXITED) || end < 0) {
      return 0;
    }
    try {
      return Integer.parseInt(status.substring(EXITED.length(), end));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Map<String, String> networks(JsonObject json) {
    var ids = new HashMap<String, String>();
    Json.child(json, "NetworkSettings")
        .flatMap(each -> Json.child(each, "Networks"))
        .ifPresent(each -> {
          for (Map.Entry<String, JsonElement> network : each.entrySet()) {
            if (network.getValue() instanceof JsonObject endpoint) {
              ids.put(network.getKey(), text(endpoint, "NetworkID"));
            }
          }
        });
    return ids;
  }

  private static List<MountState> mounts(JsonObject json) {
    var mounts = new ArrayList<MountState>();
    for (JsonObject each : Json.children(json, "Mounts")) {
      mounts.add(
          new MountState(
              text(each, "Type"),
              text(each, "Name"),
              text(each, "Source"),
              text(each, "Destination")));
    }
    return mounts;
  }

  private static List<PortState> ports(JsonObject json) {
    var ports = new ArrayList<PortState>();
    for (JsonObject each : Json.children(json, "Ports")) {
      ports.add(
          new PortState(
              text(each, "IP"),
              Json.number(each, "PrivatePort").orElse(0L).intValue(),
              Json.number(each, "PublicPort").orElse(0L).intValue(),
              text(each, "Type")));
    }
    return ports;
  }

  static NetworkState network(JsonObject json) {
    return new NetworkState(text(json, "Id"), text(json, "Name"), Json.stringMap(json, "Labels"));
  }

  static VolumeState volume(JsonObject json) {
    return new VolumeState(
        text(json, "Name"),
        text(json, "Driver"),
        Json.stringMap(json, "Options"),
        Json.stringMap(json, "Labels"));
  }
}
