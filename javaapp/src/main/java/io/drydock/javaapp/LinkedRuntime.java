package io.drydock.javaapp;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Layers;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Java runtimes of chosen modules, made by a JDK's jlink. One that was made before is taken from
 * the store, where it lies as a layer and is collected like one.
 */
final class LinkedRuntime {
  private static final List<String> OPTIONS =
      List.of(
          "--strip-java-debug-attributes",
          "--no-header-files",
          "--no-man-pages",
          "--compress=zip-6");

  private final Store store;
  private final Jdk jdk;
  private final Records records;

  LinkedRuntime(Store store, Jdk jdk) {
    this.store = store;
    this.jdk = jdk;
    this.records = store.records("java-runtimes");
  }

  /** The files of the runtime, all of root's and of the same time. */
  FileTree of(Set<String> modules) throws IOException, InterruptedException {
    String description = jdk.identity() + " " + modules + " " + OPTIONS;
    String key = Digest.of(description.getBytes(StandardCharsets.UTF_8)).encoded();
    var known =
        records.get(key).map(value -> new Layers.Id(new String(value, StandardCharsets.UTF_8)));
    Layers.Id layer;
    if (known.isPresent() && store.layers().contains(known.get())) {
      layer = known.get();
    } else {
      layer = make(modules);
      records.put(key, layer.value().getBytes(StandardCharsets.UTF_8), List.of(layer));
    }
    return store.layers().view(List.of(layer));
  }

  private Layers.Id make(Set<String> modules) throws IOException, InterruptedException {
    Path scratch = store.scratch("jlink");
    Path runtime = scratch.resolve("runtime");
    try {
      link(modules, runtime);
      return layer(runtime);
    } finally {
      delete(scratch);
    }
  }

  void link(Set<String> modules, Path target) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(jdk.home().resolve("bin/jlink").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("--add-modules", String.join(",", modules)));
    command.addAll(List.of("--output", target.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "jlink of " + jdk.home() + " failed: " + said.strip(),
          null,
          "Other modules can be named with --add-modules, another JDK with --jdk.",
          null);
    }
  }

  private Layers.Id layer(Path runtime) throws IOException {
    try (Layers.Builder builder = store.layers().build();
        Stream<Path> files = Files.walk(runtime)) {
      for (Path each : files.skip(1).sorted().toList()) {
        add(builder, runtime.relativize(each).toString(), each);
      }
      return builder.commit();
    }
  }

  private static void add(Layers.Builder builder, String path, Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      builder.add(Entry.symlink(path, Files.readSymbolicLink(file).toString(), Instant.EPOCH));
    } else if (Files.isDirectory(file)) {
      builder.add(Entry.directory(path, 0755, Instant.EPOCH));
    } else {
      int mode = Files.isExecutable(file) ? 0755 : 0644;
      Entry entry = Entry.file(path, mode, Files.size(file), Instant.EPOCH);
      builder.add(entry, Files.newInputStream(file));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
