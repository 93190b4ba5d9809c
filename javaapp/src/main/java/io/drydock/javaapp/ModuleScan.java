package io.drydock.javaapp;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Which of a JDK's modules classes need: those that export a package which a class file, a
 * descriptor in it, or the name of a service file mentions. Classes that are only found by a name
 * made at run time are not seen.
 */
final class ModuleScan {
  private static final String SERVICES = "META-INF/services/";
  private static final String VERSIONS = "META-INF/versions/";

  private final Map<String, String> modulesByPackage;
  private final Set<String> modules = new TreeSet<>();

  /**
   * @param modulesByPackage as {@link Jdk#exportedPackages} tells
   */
  ModuleScan(Map<String, String> modulesByPackage) {
    this.modulesByPackage = modulesByPackage;
  }

  /** The modules that all files so far need. */
  Set<String> modules() {
    return modules;
  }

  void scan(ApplicationFile file) throws IOException {
    try (InputStream in = file.open()) {
      if (file.path().endsWith(".jar")) {
        jar(file.path(), in);
      } else {
        file(file.path(), in);
      }
    }
  }

  private void jar(String name, InputStream content) throws IOException {
    var jar = new ZipInputStream(content);
    for (ZipEntry each = jar.getNextEntry(); each != null; each = jar.getNextEntry()) {
      if (!each.isDirectory() && !each.getName().startsWith(VERSIONS)) {
        try {
          file(each.getName(), jar);
        } catch (DrydockException e) {
          throw e.withHint("It is in " + name + ".");
        }
      }
    }
  }

  private void file(String path, InputStream content) throws IOException {
    if (path.endsWith(".class") && !path.endsWith("module-info.class")) {
      classFile(path, content.readAllBytes());
    } else if (path.startsWith(SERVICES)) {
      mention(path.substring(SERVICES.length()).replace('.', '/'));
      services(content);
    }
  }

  /** Providers may be classes of the JDK. */
  private void services(InputStream content) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      mention(line.replaceFirst("#.*", "").strip().replace('.', '/'));
    }
  }

  private void classFile(String path, byte[] bytes) {
    try {
      for (PoolEntry each : ClassFile.of().parse(bytes).constantPool()) {
        if (each instanceof ClassEntry type) {
          mention(type.asInternalName());
        } else if (each instanceof Utf8Entry text) {
          descriptor(text.stringValue());
        }
      }
    } catch (IllegalArgumentException e) {
      throw new DrydockException(
          ErrorKind.INVALID, path + " is no class file: " + e.getMessage(), e);
    }
  }

  /** Types within a field's or method's descriptor: {@code (Ljava/sql/Connection;)V}. */
  private void descriptor(String text) {
    if (text.isEmpty() || "(L[".indexOf(text.charAt(0)) < 0) {
      return;
    }
    int start = text.indexOf('L');
    while (start >= 0) {
      int end = text.indexOf(';', start);
      if (end < 0) {
        return;
      }
      mention(text.substring(start + 1, end));
      start = text.indexOf('L', end);
    }
  }

  /** A class by its internal name; its array and generic forms are no other package's. */
  private void mention(String internalName) {
    int slash = internalName.lastIndexOf('/');
    if (slash > 0) {
      String type =
          internalName.startsWith("[") ? internalName.replaceFirst("^\\[+L?", "") : internalName;
      String module = modulesByPackage.get(type.substring(0, type.lastIndexOf('/')));
      if (module != null) {
        modules.add(module);
      }
    }
  }
}
