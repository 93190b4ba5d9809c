package io.drydock.api.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.api.route.ApiVersion;
import io.drydock.core.Release;
import io.drydock.engine.runtime.OciRuntime;
import io.drydock.oci.Platform;

/** {@code GET /version}. */
final class VersionAnswer {
  private VersionAnswer() {}

  static JsonObject write(OciRuntime runtime) {
    var json = new JsonObject();
    var platform = new JsonObject();
    platform.addProperty("Name", "Drydock");
    json.add("Platform", platform);
    var components = new JsonArray();
    components.add(component("Engine", Release.ENGINE, details()));
    components.add(component(runtime.name(), runtime.version(), new JsonObject()));
    json.add("Components", components);
    json.addProperty("Version", Release.ENGINE);
    details().entrySet().stream()
        .filter(each -> !each.getKey().equals("Experimental"))
        .forEach(each -> json.add(each.getKey(), each.getValue()));
    return json;
  }

  private static JsonObject details() {
    var json = new JsonObject();
    json.addProperty("ApiVersion", ApiVersion.NEWEST.toString());
    json.addProperty("MinAPIVersion", ApiVersion.OLDEST.toString());
    json.addProperty("Os", "linux");
    json.addProperty("Arch", Platform.host().architecture());
    json.addProperty("KernelVersion", Host.kernel());
    json.addProperty("Experimental", "false");
    json.addProperty("GitCommit", "");
    json.addProperty("GoVersion", "");
    json.addProperty("BuildTime", "");
    return json;
  }

  private static JsonObject component(String name, String version, JsonObject details) {
    var json = new JsonObject();
    json.addProperty("Name", name);
    json.addProperty("Version", version);
    json.add("Details", details);
    return json;
  }
}
