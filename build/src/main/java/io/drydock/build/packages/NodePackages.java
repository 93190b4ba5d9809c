package io.drydock.build.packages;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;

/** npm's packages: what is unpacked in {@code node_modules}, and lock files. */
final class NodePackages implements PackageReader {
  private static final String MODULES = "node_modules/";
  private static final String LOCK = "package-lock.json";
  private static final String DESCRIPTION = "package.json";

  /** Longer files are data that happens to have the name. */
  private static final long LONGEST = 32 << 20;

  @Override
  public boolean reads(Entry file) {
    return file.size() <= LONGEST
        && (file.name().equals(LOCK)
            || (file.name().equals(DESCRIPTION) && isOfModule(file.path())));
  }

  /** Whether it is the module's own, not one that lies somewhere inside it. */
  private static boolean isOfModule(String path) {
    int at = path.lastIndexOf(MODULES);
    if (at < 0 || (at > 0 && path.charAt(at - 1) != '/')) {
      return false;
    }
    String inside = path.substring(at + MODULES.length());
    long depth = inside.chars().filter(c -> c == '/').count();
    return depth == (inside.startsWith("@") ? 2 : 1);
  }

  @Override
  public void read(Entry file, InputStream content, Consumer<SoftwarePackage> found)
      throws IOException {
    JsonObject json = Json.object(content.readAllBytes(), file.path());
    if (file.name().equals(LOCK)) {
      lock(json, file.path(), found);
    } else {
      add(text(json, "name"), text(json, "version"), license(json), file.path(), found);
    }
  }

  private static void lock(JsonObject json, String path, Consumer<SoftwarePackage> found) {
    Json.child(json, "packages")
        .ifPresent(packages -> {
          for (Map.Entry<String, JsonElement> each : packages.entrySet()) {
            int at = each.getKey().lastIndexOf(MODULES);
            if (at >= 0 && each.getValue() instanceof JsonObject one) {
              String name = each.getKey().substring(at + MODULES.length());
              add(name, text(one, "version"), license(one), path, found);
            }
          }
        });
    // Version 1 of the format, which version 2 repeats.
    Json.child(json, "dependencies").ifPresent(all -> dependencies(all, path, found));
  }

  private static void dependencies(JsonObject all, String path, Consumer<SoftwarePackage> found) {
    for (Map.Entry<String, JsonElement> each : all.entrySet()) {
      if (each.getValue() instanceof JsonObject one) {
        add(each.getKey(), text(one, "version"), "", path, found);
        Json.child(one, "dependencies").ifPresent(inner -> dependencies(inner, path, found));
      }
    }
  }

  private static void add(
      String name, String version, String license, String path, Consumer<SoftwarePackage> found) {
    if (!name.isEmpty() && !version.isEmpty()) {
      String url = PackageUrl.of("npm", name, version, Map.of());
      found.accept(new SoftwarePackage(name, version, url, license, "", path));
    }
  }

  private static String text(JsonObject json, String member) {
    JsonElement value = json.get(member);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  private static String license(JsonObject json) {
    JsonElement license = json.get("license");
    return license instanceof JsonObject object ? text(object, "type") : text(json, "license");
  }
}
