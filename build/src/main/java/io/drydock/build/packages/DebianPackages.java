package io.drydock.build.packages;

import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;

/** dpkg's database: one file, or one for each package as images without dpkg have it. */
final class DebianPackages implements PackageReader {
  private static final String ONE = "var/lib/dpkg/status";
  private static final String MANY = "var/lib/dpkg/status.d/";

  private final OperatingSystem system;

  DebianPackages(OperatingSystem system) {
    this.system = system;
  }

  @Override
  public boolean reads(Entry file) {
    String path = file.path();
    return path.equals(ONE) || (path.startsWith(MANY) && !path.endsWith(".md5sums"));
  }

  @Override
  public void read(Entry file, InputStream content, Consumer<SoftwarePackage> found)
      throws IOException {
    Paragraphs.read(
        content,
        fields -> {
          if (isInstalled(fields)) {
            found.accept(of(fields, file.path()));
          }
        });
  }

  private static boolean isInstalled(Map<String, String> fields) {
    return fields.containsKey("Package")
        && fields.containsKey("Version")
        && fields.getOrDefault("Status", "installed").endsWith("installed")
        && !fields.getOrDefault("Status", "").endsWith("not-installed");
  }

  private SoftwarePackage of(Map<String, String> fields, String foundIn) {
    String name = fields.getOrDefault("Package", "");
    String version = fields.getOrDefault("Version", "");
    var qualifiers =
        Map.of(
            "arch", fields.getOrDefault("Architecture", ""),
            "distro", system.distro(),
            "upstream", fields.getOrDefault("Source", "").replaceFirst(" \\((.*)\\)$", "@$1"));
    return new SoftwarePackage(
        name,
        version,
        PackageUrl.of("deb", system.idOr("debian") + "/" + name, version, qualifiers),
        "",
        fields.getOrDefault("Maintainer", ""),
        foundIn);
  }
}
