package io.drydock.dockerfile;

import io.drydock.oci.Platform;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arguments that every build has before its first FROM. */
public final class PlatformArguments {
  private PlatformArguments() {}

  /**
   * Their values by name.
   *
   * @param host that builds
   * @param wanted what is built for
   * @param stage the name of the stage that is built, {@code default} for one without
   */
  public static Map<String, String> of(Platform host, Platform wanted, String stage) {
    var values = new LinkedHashMap<String, String>();
    values.put("BUILDPLATFORM", host.toString());
    values.put("BUILDOS", host.os());
    values.put("BUILDOSVERSION", host.osVersion());
    values.put("BUILDARCH", host.architecture());
    values.put("BUILDVARIANT", host.variant());
    values.put("TARGETPLATFORM", wanted.toString());
    values.put("TARGETOS", wanted.os());
    values.put("TARGETOSVERSION", wanted.osVersion());
    values.put("TARGETARCH", wanted.architecture());
    values.put("TARGETVARIANT", wanted.variant());
    values.put("TARGETSTAGE", stage);
    return values;
  }
}
