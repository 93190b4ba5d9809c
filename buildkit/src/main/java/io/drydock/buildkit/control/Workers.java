package io.drydock.buildkit.control;

import io.drydock.buildkit.message.WireWriter;
import io.drydock.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clients are told of the one who builds here. */
final class Workers {
  private static final String PACKAGE = "io.drydock";

  /** As which BuildKit the builder behaves: clients choose their requests by it. */
  private static final String BUILDKIT = "v0.13.1";

  private Workers() {}

  static byte[] version(String version) {
    return new WireWriter()
        .text(1, PACKAGE)
        .text(2, BUILDKIT)
        .text(3, "drydock-" + version)
        .encode();
  }

  /** The record of the only worker. */
  static byte[] record(String version) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("org.mobyproject.buildkit.worker.executor", "drydock");
    labels.put("org.mobyproject.buildkit.worker.hostname", hostname());
    labels.put("org.mobyproject.buildkit.worker.network", "host");
    // Clients take this for the sign that indexes, archives and caches can be written.
    labels.put("org.mobyproject.buildkit.worker.snapshotter", "overlayfs");
    var out = new WireWriter().text(1, "drydock").map(2, labels);
    platforms().forEach(each -> out.message(3, platform(each)));
    return out.message(5, version(version)).encode();
  }

  private static String hostname() {
    String name = System.getenv("HOSTNAME");
    return name == null ? "localhost" : name;
  }

  private static List<Platform> platforms() {
    return List.of(Platform.host());
  }

  static byte[] platform(Platform platform) {
    return new WireWriter()
        .text(1, platform.architecture())
        .text(2, platform.os())
        .text(3, platform.variant())
        .encode();
  }
}
