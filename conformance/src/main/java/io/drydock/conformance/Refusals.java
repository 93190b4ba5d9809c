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

  private Refusals() {}

  /** A word that the refusal has to contain; empty when the request has to be accepted. */
  static Optional<String> expected(JsonObject body) {
    String driver = Cases.string(body, "Driver");
    if (body.has("DriverOpts") && !List.of("", "local").contains(driver)) {
      return Optional.of(driver);
    }
    if (Cases.flag(body, "Ingress") || Cases.string(body, "Scope").equals("swarm")) {
      return Optional.of("swarm");
    }
    for (JsonObject mount : Json.children(body, "Mounts")) {
      Optional<String> refusal = mount(mount);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    String volumeDriver = Cases.string(body, "VolumeDriver");
    return List.of("", "local").contains(volumeDriver)
        ? runtime(body)
        : Optional.of(volumeDriver);
  }

  private static Optional<String> runtime(JsonObject body) {
    String isolation = Cases.string(body, "Isolation");
    if (!List.of("", "default").contains(isolation)) {
      return Optional.of(isolation);
    }
    String runtime = Cases.string(body, "Runtime");
    return List.of("", "runc", "crun").contains(runtime) ? Optional.empty() : Optional.of(runtime);
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
    if (answer.status() < 400 || !answer.body().toLowerCase(java.util.Locale.ROOT)
        .contains(word.toLowerCase(java.util.Locale.ROOT))) {
      throw new Report.Mismatch(
          "a refusal that names " + word + " is due: " + answer.status() + " " + answer.body());
    }
  }
}
