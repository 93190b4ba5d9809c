package io.drydock.conformance;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Requests that docker's command line sends and every engine on this host has to refuse: they name
 * what it does not have.
 */
final class Refusals {
  private static final List<String> MOUNT_TYPES = List.of("bind", "volume", "tmpfs", "image");

  private static final int MOST_PARTS_OF_A_BIND = 3;

  private Refusals() {}

  /** A word that the refusal has to contain; empty when the request has to be accepted. */
  static Optional<String> expected(JsonObject body) {
    String driver = Cases.string(body, "Driver");
    if (body.has("DriverOpts") && !List.of("", "local").contains(driver)) {
      return Optional.of(driver);
    }
    if (Cases.flag(body, "Ingress")) {
      return Optional.of("swarm");
    }
    for (String bind : Cases.strings(body, "Binds")) {
      if (bind.split(":").length > MOST_PARTS_OF_A_BIND) {
        return Optional.of("invalid volume specification");
      }
    }
    for (JsonObject mount : Json.children(body, "Mounts")) {
      Optional<String> refusal = mount(mount);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    String volumeDriver = Cases.string(body, "VolumeDriver");
    return List.of("", "local").contains(volumeDriver) ? runtime(body) : Optional.of(volumeDriver);
  }

  private static Optional<String> runtime(JsonObject body) {
    if (last(body, "CpusetCpus") >= Runtime.getRuntime().availableProcessors()) {
      return Optional.of("Requested CPUs are not available");
    }
    if (last(body, "CpusetMems") > 0 && !Files.exists(Path.of("/sys/devices/system/node/node1"))) {
      return Optional.of("memory nodes are not available");
    }
    if (number(body, "MemorySwap") > 0 && number(body, "Memory") == 0) {
      return Optional.of("always set the Memory limit");
    }
    String isolation = Cases.string(body, "Isolation");
    if (!List.of("", "default").contains(isolation)) {
      return Optional.of(isolation);
    }
    String runtime = Cases.string(body, "Runtime");
    return List.of("", "runc", "crun").contains(runtime) ? Optional.empty() : Optional.of(runtime);
  }

  /** The last of a set as {@code 0-2,4}. */
  private static int last(JsonObject body, String key) {
    String[] numbers = Cases.string(body, key).split("[,-]");
    String last = numbers[numbers.length - 1];
    return last.isEmpty() ? -1 : Integer.parseInt(last);
  }

  private static long number(JsonObject body, String key) {
    return Json.number(body, key).orElse(0L);
  }

  /** What is wrong with a name that docker's command line lets pass; empty for nothing. */
  static Optional<String> name(String name) {
    return name.isEmpty() || name.matches("/?[a-zA-Z0-9][a-zA-Z0-9_.-]+")
        ? Optional.empty()
        : Optional.of("Invalid container name");
  }

  private static Optional<String> mount(JsonObject mount) {
    String type = Cases.string(mount, "Type");
    String source = Cases.string(mount, "Source");
    if (!MOUNT_TYPES.contains(type)) {
      return Optional.of(type);
    }
    if (type.equals("tmpfs") && !source.isEmpty()) {
      return Optional.of("Source");
    }
    if (type.equals("volume") && source.length() == 1) {
      return Optional.of("volume name is too short");
    }
    boolean made =
        Json.child(mount, "BindOptions")
            .map(each -> Cases.flag(each, "CreateMountpoint"))
            .orElse(false);
    if (type.equals("bind") && !made && (source.isEmpty() || !Files.exists(Path.of(source)))) {
      return Optional.of(source.isEmpty() ? "Source" : source);
    }
    return incompleteVolume(mount);
  }

  /** A volume of a file system type needs a device. */
  private static Optional<String> incompleteVolume(JsonObject mount) {
    JsonObject options =
        Json.child(mount, "VolumeOptions")
            .flatMap(each -> Json.child(each, "DriverConfig"))
            .flatMap(each -> Json.child(each, "Options"))
            .orElseGet(JsonObject::new);
    return options.has("type") && !options.has("device") ? Optional.of("device") : Optional.empty();
  }

  static void require(SocketRequests.Answer answer, String word) {
    if (answer.status() < 400
        || !answer
            .body()
            .toLowerCase(java.util.Locale.ROOT)
            .contains(word.toLowerCase(java.util.Locale.ROOT))) {
      throw new Report.Mismatch(
          "a refusal that names " + word + " is due: " + answer.status() + " " + answer.body());
    }
  }
}
