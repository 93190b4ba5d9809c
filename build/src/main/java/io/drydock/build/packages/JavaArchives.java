package io.drydock.build.packages;

import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Java archives, those inside them too: by what Maven put in, else by manifest and name. */
final class JavaArchives implements PackageReader {
  private static final List<String> ENDINGS = List.of(".jar", ".war", ".ear");
  private static final Pattern NAME = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.[a-z]ar");
  private static final int DEEPEST = 3;

  @Override
  public boolean reads(Entry file) {
    return isArchive(file.name());
  }

  private static boolean isArchive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(lower::endsWith);
  }

  @Override
  public void read(Entry file, InputStream content, Consumer<SoftwarePackage> found)
      throws IOException {
    read(file.name(), file.path(), content, DEEPEST, found);
  }

  private static void read(
      String name, String path, InputStream content, int depth, Consumer<SoftwarePackage> found)
      throws IOException {
    var known = new ArrayList<SoftwarePackage>();
    var manifest = new Manifest();
    // Not closed: an archive in an archive ends before the outer one.
    var zip = new ZipInputStream(content);
    for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
      String inner = each.getName();
      if (inner.startsWith("META-INF/maven/") && inner.endsWith("/pom.properties")) {
        maven(zip, path, known);
      } else if (inner.equalsIgnoreCase("META-INF/MANIFEST.MF")) {
        manifest = new Manifest(zip);
      } else if (isArchive(inner) && depth > 1) {
        String innerName = inner.substring(inner.lastIndexOf('/') + 1);
        read(innerName, path + "!/" + inner, zip, depth - 1, found);
      }
    }
    if (known.isEmpty()) {
      unnamed(name, path, manifest.getMainAttributes(), found);
    }
    known.forEach(found);
  }

  private static void maven(InputStream in, String path, List<SoftwarePackage> known)
      throws IOException {
    var properties = new Properties();
    try {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return; // A bad escape.
    }
    String group = properties.getProperty("groupId", "");
    String artifact = properties.getProperty("artifactId", "");
    String version = properties.getProperty("version", "");
    if (!artifact.isEmpty() && !version.isEmpty()) {
      known.add(of(group, artifact, version, "", path));
    }
  }

  private static void unnamed(
      String file, String path, Attributes manifest, Consumer<SoftwarePackage> found) {
    Matcher matcher = NAME.matcher(file);
    boolean matches = matcher.matches();
    String version =
        attribute(
            manifest,
            "Implementation-Version",
            attribute(manifest, "Bundle-Version", matches ? matcher.group(2) : ""));
    String artifact = matches ? matcher.group(1) : file.replaceFirst("\\.[^.]*$", "");
    if (!version.isEmpty()) {
      String vendor = attribute(manifest, "Implementation-Vendor", "");
      found.accept(of("", artifact, version, vendor, path));
    }
  }

  private static String attribute(Attributes manifest, String name, String other) {
    String value = manifest.getValue(name);
    return value == null || value.isBlank() ? other : value.strip();
  }

  private static SoftwarePackage of(
      String group, String artifact, String version, String supplier, String path) {
    String name = group.isEmpty() ? artifact : group + "/" + artifact;
    return new SoftwarePackage(
        group.isEmpty() ? artifact : group + ":" + artifact,
        version,
        PackageUrl.of("maven", name, version, Map.of()),
        "",
        supplier,
        path);
  }
}
