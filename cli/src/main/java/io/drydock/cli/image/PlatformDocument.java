package io.drydock.cli.image;

import com.google.gson.JsonObject;
import io.drydock.oci.Platform;

/** A platform as the API takes it in a query. */
final class PlatformDocument {
  private PlatformDocument() {}

  static JsonObject of(Platform platform) {
    var document = new JsonObject();
    document.addProperty("architecture", platform.architecture());
    document.addProperty("os", platform.os());
    if (!platform.variant().isEmpty()) {
      document.addProperty("variant", platform.variant());
    }
    return document;
  }
}
