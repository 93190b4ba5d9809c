package io.drydock.buildkit.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.plan.Plan;
import io.drydock.buildkit.message.FrontendResult;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Planned builds by the references that clients know them by; the oldest are forgotten. */
final class Results {
  private static final int KEPT = 256;

  private final Map<String, PreparedBuild> builds =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedBuild> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * The build behind the reference.
   *
   * @throws DrydockException of kind NOT_FOUND when it is not known, or no longer
   */
  synchronized PreparedBuild find(String reference) {
    PreparedBuild build = builds.get(id(reference));
    if (build == null) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "no such result: " + reference);
    }
    return build;
  }

  private static String id(String reference) {
    int slash = reference.indexOf('/');
    return slash < 0 ? reference : reference.substring(0, slash);
  }

  /** The image that the reference is about: its platform's, or the only one. */
  Plan.Target target(String reference) {
    List<Plan.Target> targets = find(reference).plan().targets();
    int slash = reference.indexOf('/');
    return targets.stream()
        .filter(
            each -> slash < 0 || each.platform().toString().equals(reference.substring(slash + 1)))
        .findFirst()
        .orElseThrow(
            () -> new DrydockException(ErrorKind.NOT_FOUND, "no such result: " + reference));
  }

  /** Keeps the build, and says what of it there is. */
  synchronized FrontendResult add(PreparedBuild build) {
    String id = UUID.randomUUID().toString().replace("-", "");
    builds.put(id, build);
    return describe(id, build);
  }

  /** What there is of a build that was added before. */
  synchronized FrontendResult known(String reference) {
    return describe(id(reference), find(reference));
  }

  private static FrontendResult describe(String id, PreparedBuild build) {
    List<Plan.Target> targets = build.plan().targets();
    Map<String, byte[]> metadata = new LinkedHashMap<>();
    metadata.put("refs.platforms", platforms(targets));
    if (targets.size() == 1) {
      metadata.put("containerimage.config", targets.getFirst().config().toBytes());
      return new FrontendResult(Optional.of(id), Map.of(), metadata);
    }
    Map<String, String> references = new LinkedHashMap<>();
    for (Plan.Target each : targets) {
      references.put(each.platform().toString(), id + "/" + each.platform());
      metadata.put("containerimage.config/" + each.platform(), each.config().toBytes());
    }
    return new FrontendResult(Optional.empty(), references, metadata);
  }

  private static byte[] platforms(List<Plan.Target> targets) {
    var list = new JsonArray();
    for (Plan.Target each : targets) {
      Platform platform = each.platform();
      var json = new JsonObject();
      json.addProperty("architecture", platform.architecture());
      json.addProperty("os", platform.os());
      if (!platform.variant().isEmpty()) {
        json.addProperty("variant", platform.variant());
      }
      var entry = new JsonObject();
      entry.addProperty("ID", platform.toString());
      entry.add("Platform", json);
      list.add(entry);
    }
    var document = new JsonObject();
    document.add("Platforms", list);
    return Json.bytes(document);
  }
}
