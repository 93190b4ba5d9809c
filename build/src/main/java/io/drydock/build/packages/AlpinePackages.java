package io.drydock.build.packages;

import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;

/** apk's database. */
final class AlpinePackages implements PackageReader {
  private static final String DATABASE = "lib/apk/db/installed";

  private final OperatingSystem system;

  AlpinePackages(OperatingSystem system) {
    this.system = system;
  }

  @Override
  public boolean reads(Entry file) {
    return file.path().equals(DATABASE) || file.path().equals("usr/" + DATABASE);
  }

  @Override
  public void read(Entry file, InputStream content, Consumer<SoftwarePackage> found)
      throws IOException {
    Paragraphs.read(
        content,
        fields -> {
          if (fields.containsKey("P") && fields.containsKey("V")) {
            found.accept(of(fields, file.path()));
          }
        });
  }

  private SoftwarePackage of(Map<String, String> fields, String foundIn) {
    String name = fields.getOrDefault("P", "");
    String version = fields.getOrDefault("V", "");
    String origin = fields.getOrDefault("o", "");
    var qualifiers =
        Map.of(
            "arch", fields.getOrDefault("A", ""),
            "distro", system.distro(),
            "upstream", origin.equals(name) ? "" : origin);
    return new SoftwarePackage(
        name,
        version,
        PackageUrl.of("apk", system.idOr("alpine") + "/" + name, version, qualifiers),
        fields.getOrDefault("L", ""),
        fields.getOrDefault("m", ""),
        foundIn);
  }
}
