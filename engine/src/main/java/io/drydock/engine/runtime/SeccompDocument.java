package io.drydock.engine.runtime;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.linux.KernelVersion;
import io.drydock.linux.syscall.Architecture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A seccomp profile as users write it for Docker, and what of it holds for one container: rules may
 * depend on capabilities, on the architecture and on the kernel.
 *
 * <p>See <a href="https://docs.docker.com/engine/security/seccomp/">Docker's documentation</a>.
 */
final class SeccompDocument {
  private static final List<String> KEPT_OF_RULES = List.of("action", "errnoRet", "args");
  private static final List<String> KEPT =
      List.of("defaultErrnoRet", "flags", "listenerPath", "listenerMetadata");

  private final JsonObject document;
  private final List<String> capabilities;
  private final Architecture architecture;
  private final KernelVersion kernel;

  private SeccompDocument(
      JsonObject document,
      List<String> capabilities,
      Architecture architecture,
      KernelVersion kernel) {
    this.document = document;
    this.capabilities = capabilities;
    this.architecture = architecture;
    this.kernel = kernel;
  }

  /**
   * The runtime's form of the profile.
   *
   * @throws DrydockException of kind INVALID when it is not a profile
   */
  static JsonObject profile(
      String text, List<String> capabilities, Architecture architecture, KernelVersion kernel) {
    return new SeccompDocument(parse(text), capabilities, architecture, kernel).resolve();
  }

  private static JsonObject parse(String text) {
    try {
      return Json.object(text.getBytes(StandardCharsets.UTF_8), "the seccomp profile");
    } catch (DrydockException e) {
      throw invalid("Decoding seccomp profile failed: " + e.getMessage())
          .withHint("--security-opt takes seccomp=unconfined, seccomp=builtin or a profile's JSON");
    }
  }

  private JsonObject resolve() {
    var profile = new JsonObject();
    profile.addProperty(
        "defaultAction",
        Json.string(document, "defaultAction")
            .orElseThrow(() -> invalid("the seccomp profile has no defaultAction")));
    KEPT.stream().filter(document::has).forEach(each -> profile.add(each, document.get(each)));
    List<String> architectures = architectures();
    if (!architectures.isEmpty()) {
      profile.add("architectures", Json.array(architectures));
    }
    var rules = new JsonArray();
    for (JsonObject rule : Json.children(document, "syscalls")) {
      if (applies(rule)) {
        rules.add(resolve(rule));
      }
    }
    profile.add("syscalls", rules);
    return profile;
  }

  private List<String> architectures() {
    List<String> plain = Json.strings(document, "architectures");
    List<JsonObject> map = Json.children(document, "archMap");
    if (!plain.isEmpty() && !map.isEmpty()) {
      throw invalid(
          "both 'architectures' and 'archMap' are specified in the seccomp profile, use either"
              + " 'architectures' or 'archMap'");
    }
    String own = SeccompDefaults.architectures(architecture).getFirst();
    for (JsonObject each : map) {
      if (Json.string(each, "architecture").equals(Optional.of(own))) {
        var all = new java.util.ArrayList<>(List.of(own));
        all.addAll(Json.strings(each, "subArchitectures"));
        return all;
      }
    }
    return plain;
  }

  private boolean applies(JsonObject rule) {
    return Json.child(rule, "excludes").map(this::isNoneMet).orElse(true)
        && Json.child(rule, "includes").map(this::areAllMet).orElse(true);
  }

  private boolean areAllMet(JsonObject filter) {
    List<String> architectures = Json.strings(filter, "arches");
    return (architectures.isEmpty() || architectures.contains(architectureName()))
        && capabilities.containsAll(Json.strings(filter, "caps"))
        && Json.string(filter, "minKernel").map(this::isAtLeast).orElse(true);
  }

  private boolean isNoneMet(JsonObject filter) {
    return !Json.strings(filter, "arches").contains(architectureName())
        && Json.strings(filter, "caps").stream().noneMatch(capabilities::contains)
        && !Json.string(filter, "minKernel").map(this::isAtLeast).orElse(false);
  }

  private String architectureName() {
    return architecture.name().toLowerCase(Locale.ROOT);
  }

  private boolean isAtLeast(String version) {
    String[] parts = version.split("\\.", -1);
    try {
      return kernel.isAtLeast(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw invalid("invalid kernel version \"" + version + "\" in the seccomp profile");
    }
  }

  private static JsonObject resolve(JsonObject rule) {
    var resolved = new JsonObject();
    resolved.add("names", names(rule));
    for (String member : KEPT_OF_RULES) {
      JsonElement value = rule.get(member);
      if (value != null && !value.isJsonNull()) {
        resolved.add(member, value);
      }
    }
    return resolved;
  }

  private static JsonArray names(JsonObject rule) {
    Optional<String> single = Json.string(rule, "name").filter(each -> !each.isEmpty());
    List<String> several = Json.strings(rule, "names");
    if (single.isPresent() && !several.isEmpty()) {
      throw invalid(
          "both 'name' and 'names' are specified in the seccomp profile, use either 'name' or"
              + " 'names'");
    }
    return Json.array(single.map(List::of).orElse(several));
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
