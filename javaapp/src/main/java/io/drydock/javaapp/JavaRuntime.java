package io.drydock.javaapp;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The Java runtime of an application: of the modules that it needs and no others. */
public final class JavaRuntime {
  private final JavaOptions options;
  private final Store store;
  private final Jdk jdk;

  /**
   * @throws DrydockException of kind NOT_FOUND when there is no JDK where the options say
   */
  public JavaRuntime(JavaOptions options, Store store) {
    this.options = options;
    this.store = store;
    this.jdk = options.jdk().map(Jdk::at).orElseGet(Jdk::running);
  }

  /** The modules that the application at the path needs, sorted. */
  public Set<String> modules(Path path) {
    JavaApplication application = new ApplicationReader(options).read(path);
    try (Closeable _ = application.archive()) {
      return modules(application);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INVALID, "cannot close " + path, e);
    }
  }

  Set<String> modules(JavaApplication application) {
    var modules = new TreeSet<>(new RequiredModules(store, jdk).of(application));
    modules.addAll(options.modules());
    return modules;
  }

  /** The runtime's files, linked now or earlier. */
  FileTree files(Set<String> modules) {
    return carryOut(() -> new LinkedRuntime(store, jdk).of(modules));
  }

  /**
   * Links a runtime into a new directory.
   *
   * @throws DrydockException of kind CONFLICT when the directory exists
   */
  public void link(Set<String> modules, Path target) {
    if (Files.exists(target)) {
      throw new DrydockException(ErrorKind.CONFLICT, target + " exists already");
    }
    carryOut(() -> {
      new LinkedRuntime(store, jdk).link(modules, target);
      return target;
    });
  }

  private interface Work<T> {
    T get() throws IOException, InterruptedException;
  }

  private static <T> T carryOut(Work<T> work) {
    try {
      return work.get();
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INVALID, "cannot make a Java runtime: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "context canceled", e);
    }
  }
}
