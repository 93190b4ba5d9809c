package io.drydock.build.packages;

import io.drydock.core.DrydockException;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipException;

/** All packages of a file tree. */
public final class Catalogue {
  private final FileTree tree;
  private final Map<String, SoftwarePackage> found = new TreeMap<>();

  private Catalogue(FileTree tree) {
    this.tree = tree;
  }

  /** The packages by URL, each once; what cannot be read as what it seems is passed over. */
  public static List<SoftwarePackage> of(FileTree tree) throws IOException {
    var catalogue = new Catalogue(tree);
    catalogue.walk(readers(system(tree)));
    return List.copyOf(catalogue.found.values());
  }

  private static List<PackageReader> readers(OperatingSystem system) {
    return List.of(
        new DebianPackages(system),
        new AlpinePackages(system),
        new NodePackages(),
        new PythonPackages(),
        new JavaArchives(),
        new GoPrograms());
  }

  private static OperatingSystem system(FileTree tree) throws IOException {
    for (String path : List.of("etc/os-release", "usr/lib/os-release")) {
      Optional<Entry> file = tree.find(path).filter(Entry::isFile);
      if (file.isPresent()) {
        try (InputStream in = tree.open(file.get())) {
          return OperatingSystem.read(in);
        }
      }
    }
    return OperatingSystem.UNKNOWN;
  }

  private void walk(List<PackageReader> readers) throws IOException {
    var todo = new ArrayDeque<Entry>();
    tree.children("").reversed().forEach(todo::push);
    while (!todo.isEmpty()) {
      Entry entry = todo.pop();
      if (entry.isDirectory()) {
        tree.children(entry.path()).reversed().forEach(todo::push);
      } else if (entry.isFile()) {
        for (PackageReader each : readers) {
          read(each, entry);
        }
      }
    }
  }

  private void read(PackageReader reader, Entry file) throws IOException {
    if (!reader.reads(file)) {
      return;
    }
    try (var in = new BufferedInputStream(tree.open(file))) {
      reader.read(file, in, each -> found.putIfAbsent(each.url(), each));
    } catch (DrydockException | ZipException e) {
      // Named like a list of packages and none: it tells nothing.
    }
  }
}
