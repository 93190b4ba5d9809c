package io.drydock.javaapp;

import io.drydock.build.BuildContext;
import io.drydock.build.input.BuildInput;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.MemoryTree;
import io.drydock.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/**
 * A Java application made ready to be built: a Dockerfile and a context with a directory for each
 * layer. To the builder it is a build like any other, so all of the builder's outputs, caches and
 * attestations apply. Times, owners and modes are the same whenever and wherever it is made.
 */
public final class JavaImage implements Closeable {
  /** Not zero: some programs take that for "unknown". */
  static final Instant MODIFIED = Instant.ofEpochSecond(1);

  static final String RUNTIME_FOLDER = "runtime";

  private final JavaApplication application;
  private final JavaOptions options;
  private final MemoryTree context = new MemoryTree();
  private final Set<String> modules;

  private JavaImage(JavaApplication application, JavaOptions options, Set<String> modules) {
    this.application = application;
    this.options = options;
    this.modules = modules;
  }

  /**
   * Reads the application, and links the runtime that it needs unless the store has it.
   *
   * @param path a jar, a directory of classes, or a Maven or Gradle project that was built
   * @throws DrydockException of kind NOT_FOUND or INVALID when there is no such application or
   *     runtime; of kind CANCELLED when interrupted
   */
  public static JavaImage read(Path path, JavaOptions options, Store store) {
    JavaApplication application = new ApplicationReader(options).read(path);
    try {
      return read(application, options, store);
    } catch (RuntimeException e) {
      close(application);
      throw e;
    }
  }

  private static JavaImage read(JavaApplication application, JavaOptions options, Store store) {
    Set<String> modules = Set.of();
    FileTree files = new MemoryTree();
    if (options.runtime() == JavaOptions.RuntimeSource.LINKED) {
      var runtime = new JavaRuntime(options, store);
      modules = runtime.modules(application);
      files = runtime.files(modules);
    }
    var image = new JavaImage(application, options, modules);
    image.addAll(files, "");
    for (Part part : Part.values()) {
      application.of(part).forEach(file -> image.add(part, file));
    }
    return image;
  }

  private void addAll(FileTree runtime, String directory) {
    for (Entry each : runtime.children(directory)) {
      Entry entry = each.withPath(RUNTIME_FOLDER + "/" + each.path()).withModified(MODIFIED);
      context.add(entry, () -> runtime.open(each));
      if (each.isDirectory()) {
        addAll(runtime, each.path());
      }
    }
  }

  private void add(Part part, ApplicationFile file) {
    String path = part.folder() + "/" + file.path();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String directory = path.substring(0, slash);
      if (context.find(directory).isEmpty()) {
        context.add(Entry.directory(directory, 0755, MODIFIED));
      }
    }
    context.add(Entry.file(path, 0644, file.size(), MODIFIED), file.content());
  }

  /** The modules of the linked runtime, sorted; empty when the base's is used. */
  public Set<String> modules() {
    return modules;
  }

  /** The Dockerfile and its context. */
  public BuildInput input() {
    byte[] text = dockerfile().getBytes(StandardCharsets.UTF_8);
    return new BuildInput(
        Dockerfile.parse("Dockerfile of " + application.name(), text),
        text.length,
        new BuildContext.Tree(context));
  }

  /** The text of the Dockerfile. */
  String dockerfile() {
    return new JavaDockerfile(application, options, context).text();
  }

  @Override
  public void close() {
    close(application);
  }

  private static void close(JavaApplication application) {
    try {
      application.archive().close();
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INVALID, "cannot close " + application.name(), e);
    }
  }
}
