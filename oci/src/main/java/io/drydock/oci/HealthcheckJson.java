package io.drydock.oci;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.oci.ContainerConfig.Healthcheck;

/** Healthchecks as JSON, the same in image configs and in Docker's API. */
public final class HealthcheckJson {
  private HealthcheckJson() {}

  public static Healthcheck read(JsonObject json) {
    return new Healthcheck(
        Json.strings(json, "Test"),
        Json.number(json, "Interval").orElse(0L),
        Json.number(json, "Timeout").orElse(0L),
        Json.number(json, "StartPeriod").orElse(0L),
        Json.number(json, "StartInterval").orElse(0L),
        Math.clamp(Json.number(json, "Retries").orElse(0L), Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  /** What is inherited is left out. */
  public static JsonObject write(Healthcheck health) {
    var json = new JsonObject();
    if (!health.test().isEmpty()) {
      json.add("Test", Json.array(health.test()));
    }
    positive(json, "Interval", health.intervalNanos());
    positive(json, "Timeout", health.timeoutNanos());
    positive(json, "StartPeriod", health.startPeriodNanos());
    positive(json, "StartInterval", health.startIntervalNanos());
    positive(json, "Retries", health.retries());
    return json;
  }

  private static void positive(JsonObject json, String key, long value) {
    if (value > 0) {
      json.addProperty(key, value);
    }
  }
}
