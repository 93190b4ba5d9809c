package io.drydock.api.container;

import com.google.gson.JsonObject;
import io.drydock.api.route.ApiVersion;
import io.drydock.core.Json;

/** What requests of older clients meant, in the words of the newest API. */
final class Compatibility {
  private Compatibility() {}

  /** The body of a creation without the members that its version did not know. */
  static JsonObject create(JsonObject body, ApiVersion version) {
    if (version.since(52)) {
      body.remove("MacAddress");
    }
    Json.child(body, "HostConfig").ifPresent(host -> host(host, version));
    if (!version.since(44)) {
      Json.child(body, "Healthcheck").ifPresent(each -> each.remove("StartInterval"));
    }
    return body;
  }

  private static void host(JsonObject host, ApiVersion version) {
    if (!version.since(40)) {
      // Before, 0 was what clients sent who did not ask.
      host.remove("PidsLimit");
    }
    if (!version.since(43)) {
      host.remove("Annotations");
    }
    if (!version.since(44)) {
      Json.children(host, "Mounts")
          .forEach(mount ->
              Json.child(mount, "BindOptions")
                  .ifPresent(each -> {
                    each.remove("ReadOnlyNonRecursive");
                    each.remove("ReadOnlyForceRecursive");
                  }));
    }
  }
}
