package io.drydock.javaapp;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An application taken apart: its main class, and its files by part and path.
 *
 * @param name what it is called in messages
 * @param mainClass as {@code java} takes it
 * @param files sorted by path, so that the same application always gives the same layers
 * @param archive closed when the files are not needed any more
 */
record JavaApplication(
    String name, String mainClass, Map<Part, List<ApplicationFile>> files, Closeable archive) {

  List<ApplicationFile> of(Part part) {
    return files.getOrDefault(part, List.of());
  }

  /** The jars in {@code /app/lib}. */
  List<ApplicationFile> libraries() {
    var libraries = new ArrayList<>(of(Part.DEPENDENCIES));
    libraries.addAll(of(Part.SNAPSHOTS));
    return libraries;
  }

  /** The application's own files. */
  List<ApplicationFile> own() {
    var own = new ArrayList<>(of(Part.RESOURCES));
    own.addAll(of(Part.CLASSES));
    return own;
  }

  /** Collects files by part. */
  static final class Files {
    private final Map<Part, Map<String, ApplicationFile>> parts = new EnumMap<>(Part.class);

    /** Own files: classes apart from what else there is. */
    void addOwn(ApplicationFile file) {
      put(file.isClass() ? Part.CLASSES : Part.RESOURCES, file);
    }

    /** A library; a second one of its name gets another. */
    void addLibrary(ApplicationFile jar) {
      Part part = jar.path().contains("-SNAPSHOT") ? Part.SNAPSHOTS : Part.DEPENDENCIES;
      boolean taken = parts.getOrDefault(part, Map.of()).containsKey(jar.path());
      put(part, taken ? renamed(jar) : jar);
    }

    private static ApplicationFile renamed(ApplicationFile jar) {
      String base = jar.path().substring(0, jar.path().length() - ".jar".length());
      return new ApplicationFile(base + "-" + jar.size() + ".jar", jar.size(), jar.content());
    }

    void put(Part part, ApplicationFile file) {
      parts.computeIfAbsent(part, _ -> new TreeMap<>()).put(file.path(), file);
    }

    Map<Part, List<ApplicationFile>> byPart() {
      var lists = new EnumMap<Part, List<ApplicationFile>>(Part.class);
      parts.forEach((part, files) -> lists.put(part, List.copyOf(files.values())));
      return Collections.unmodifiableMap(lists);
    }
  }
}
