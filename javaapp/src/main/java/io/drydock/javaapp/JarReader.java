package io.drydock.javaapp;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * Takes a jar apart: one whose manifest names its libraries beside it, one with everything in it,
 * or one of Spring Boot's, which has its libraries as jars inside.
 */
final class JarReader {
  private static final String BOOT_CLASSES = "BOOT-INF/classes/";
  private static final String BOOT_LIBRARIES = "BOOT-INF/lib/";

  private final JavaOptions options;

  JarReader(JavaOptions options) {
    this.options = options;
  }

  JavaApplication read(Path path) throws IOException {
    var jar = new JarFile(path.toFile(), false);
    try {
      return read(path, jar);
    } catch (IOException | RuntimeException e) {
      jar.close();
      throw e;
    }
  }

  private JavaApplication read(Path path, JarFile jar) throws IOException {
    Manifest manifest = jar.getManifest();
    Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
    var files = new JavaApplication.Files();
    boolean boot = jar.stream().anyMatch(each -> each.getName().startsWith(BOOT_CLASSES));
    if (boot) {
      bootFiles(jar, files);
    } else if (staysWhole(jar, attributes)) {
      files.put(Part.CLASSES, ApplicationFile.of(String.valueOf(path.getFileName()), path));
    } else {
      ownFiles(jar, files);
    }
    Libraries.addAll(files, boot ? List.of() : named(path, attributes));
    Libraries.addAll(files, options.dependencies());
    String named = attribute(attributes, boot ? "Start-Class" : "Main-Class");
    String mainClass =
        MainClasses.choose(options.mainClass(), named, files.byPart(), path.toString());
    return new JavaApplication(path.toString(), mainClass, files.byPart(), jar);
  }

  private static String attribute(Attributes attributes, String name) {
    String value = attributes.getValue(name);
    return value == null ? "" : value.strip();
  }

  /** Versions for newer Java releases and signatures only work inside a jar. */
  private static boolean staysWhole(JarFile jar, Attributes attributes) {
    return attribute(attributes, "Multi-Release").equalsIgnoreCase("true")
        || jar.stream()
            .anyMatch(each -> each.getName().matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
  }

  private static void ownFiles(JarFile jar, JavaApplication.Files files) {
    jar.stream()
        .filter(each -> !each.isDirectory() && !each.getName().equals("module-info.class"))
        .forEach(each -> files.addOwn(ApplicationFile.of(safe(jar, each.getName()), jar, each)));
  }

  private static void bootFiles(JarFile jar, JavaApplication.Files files) {
    for (ZipEntry each : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
      String name = each.getName();
      if (each.isDirectory()) {
        continue;
      }
      if (name.startsWith(BOOT_CLASSES)) {
        String path = safe(jar, name.substring(BOOT_CLASSES.length()));
        files.addOwn(ApplicationFile.of(path, jar, each));
      } else if (name.startsWith(BOOT_LIBRARIES) && name.endsWith(".jar")) {
        String path = safe(jar, name.substring(BOOT_LIBRARIES.length()));
        files.addLibrary(ApplicationFile.of(path, jar, each));
      }
    }
  }

  /** Names with {@code ..} would reach out of their part. */
  private static String safe(JarFile jar, String name) {
    if (name.startsWith("/") || List.of(name.split("/")).contains("..")) {
      throw new DrydockException(
          ErrorKind.INVALID, jar.getName() + " has an entry with the name " + name);
    }
    return name;
  }

  /** The jars of the manifest's Class-Path, which is relative to the jar. */
  private static List<Path> named(Path jar, Attributes attributes) {
    var paths = new ArrayList<Path>();
    for (String each : attribute(attributes, "Class-Path").split(" +")) {
      if (!each.isEmpty()) {
        Path path = Path.of(jar.toUri().resolve(URI.create(each)));
        paths.add(path);
      }
    }
    return paths;
  }
}
