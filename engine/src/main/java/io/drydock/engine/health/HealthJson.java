package io.drydock.engine.health;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.oci.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Health as JSON, as {@code State.Health} of Docker's API has it. */
public final class HealthJson {
  private HealthJson() {}

  public static JsonObject write(HealthState state) {
    var json = new JsonObject();
    json.addProperty("Status", state.status().word());
    json.addProperty("FailingStreak", state.failingStreak());
    var log = new JsonArray();
    for (HealthState.Probe each : state.log()) {
      var probe = new JsonObject();
      probe.addProperty("Start", Timestamps.format(each.start()));
      probe.addProperty("End", Timestamps.format(each.end()));
      probe.addProperty("ExitCode", each.exitCode());
      probe.addProperty("Output", each.output());
      log.add(probe);
    }
    json.add("Log", log);
    return json;
  }

  static HealthState read(JsonObject json) {
    var status = HealthState.Status.STARTING;
    for (HealthState.Status each : HealthState.Status.values()) {
      if (each.word().equals(Json.string(json, "Status").orElse(""))) {
        status = each;
      }
    }
    List<HealthState.Probe> log = new ArrayList<>();
    for (JsonObject each : Json.children(json, "Log")) {
      log.add(
          new HealthState.Probe(
              time(each, "Start"),
              time(each, "End"),
              Json.number(each, "ExitCode").orElse(-1L).intValue(),
              Json.string(each, "Output").orElse("")));
    }
    return new HealthState(status, Json.number(json, "FailingStreak").orElse(0L).intValue(), log);
  }

  private static Instant time(JsonObject json, String key) {
    return Json.string(json, key).map(Timestamps::parse).orElse(Instant.EPOCH);
  }
}
