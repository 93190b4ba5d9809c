package io.drydock.cli.compose;

import com.google.gson.JsonObject;
import io.drydock.compose.log.LogSource;
import io.drydock.core.Json;
import java.util.Comparator;
import java.util.Map;

/**
 * A container of a project as the engine lists it.
 *
 * @param number of the container within its service, from 1; 0 for one of {@code run}
 * @param oneOff whether {@code run} made it
 * @param summary the engine's words
 */
record ServiceContainer(
    String id, String name, String service, int number, boolean oneOff, JsonObject summary) {
  static final String PROJECT = "com.docker.compose.project";
  static final String SERVICE = "com.docker.compose.service";
  static final String NUMBER = "com.docker.compose.container-number";
  static final String ONE_OFF = "com.docker.compose.oneoff";
  static final String FILES = "com.docker.compose.project.config_files";

  /** By service, then by number. */
  static final Comparator<ServiceContainer> ORDER =
      Comparator.comparing(ServiceContainer::service)
          .thenComparing(ServiceContainer::oneOff)
          .thenComparingInt(ServiceContainer::number)
          .thenComparing(ServiceContainer::name);

  static ServiceContainer of(JsonObject summary) {
    Map<String, String> labels = Json.stringMap(summary, "Labels");
    String name = Json.strings(summary, "Names").stream().findFirst().orElse("");
    boolean oneOff = labels.getOrDefault(ONE_OFF, "").equalsIgnoreCase("true");
    return new ServiceContainer(
        Json.string(summary, "Id").orElse(""),
        name.startsWith("/") ? name.substring(1) : name,
        labels.getOrDefault(SERVICE, ""),
        number(labels.getOrDefault(NUMBER, "")),
        oneOff,
        summary);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  LogSource source() {
    return new LogSource(id, name, service, number);
  }

  /** The engine's word: running, exited, … */
  String state() {
    return Json.string(summary, "State").orElse("");
  }

  boolean isRunning() {
    return state().equals("running");
  }

  String label(String name) {
    return Json.stringMap(summary, "Labels").getOrDefault(name, "");
  }
}
