package io.drydock.build.packages;

import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Python's installed distributions. */
final class PythonPackages implements PackageReader {
  @Override
  public boolean reads(Entry file) {
    String path = file.path();
    return path.endsWith(".dist-info/METADATA")
        || path.endsWith(".egg-info/PKG-INFO")
        || path.endsWith(".egg-info");
  }

  @Override
  public void read(Entry file, InputStream content, Consumer<SoftwarePackage> found)
      throws IOException {
    Map<String, String> fields = Paragraphs.first(content);
    String name = fields.getOrDefault("Name", "");
    String version = fields.getOrDefault("Version", "");
    if (name.isEmpty() || version.isEmpty()) {
      return;
    }
    String canonical = name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    found.accept(
        new SoftwarePackage(
            name,
            version,
            PackageUrl.of("pypi", canonical, version, Map.of()),
            fields.getOrDefault("License-Expression", fields.getOrDefault("License", "")),
            fields.getOrDefault("Author", ""),
            file.path()));
  }
}
