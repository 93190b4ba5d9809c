package io.drydock.cli.frame;

import io.drydock.build.options.Surroundings;
import io.drydock.store.Store;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command works with: streams, environment, working directory, the store. */
public final class Session implements AutoCloseable {
  private final Caller caller;
  private final Arguments global;
  private @Nullable Store store;

  public Session(Caller caller, Arguments global) {
    this.caller = caller;
    this.global = global;
  }

  public Caller caller() {
    return caller;
  }

  public InputStream in() {
    return caller.in();
  }

  public PrintStream out() {
    return caller.out();
  }

  public PrintStream err() {
    return caller.err();
  }

  /** The variable's value, or empty when it is unset or empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(caller.environment().get(name)).filter(value -> !value.isEmpty());
  }

  public Map<String, String> environment() {
    return caller.environment();
  }

  /** The flags before the command's name. */
  public Arguments global() {
    return global;
  }

  /** The path that a user's word means, from the working directory. */
  public Path path(String word) {
    return caller.directory().resolve(word).normalize();
  }

  /** What paths, variables and {@code -} in a build's options mean. */
  public Surroundings surroundings() {
    return new Surroundings(caller.directory(), environment(), in(), out());
  }

  /** Drydock's own folder, with the shipped base definitions, if the launcher told it. */
  public Optional<Path> home() {
    return Optional.ofNullable(System.getProperty("drydock.home")).map(Path::of);
  }

  /** Docker's configuration directory: {@code --config}, DOCKER_CONFIG or {@code ~/.docker}. */
  public Path dockerConfig() {
    return global
        .value("config")
        .or(() -> variable("DOCKER_CONFIG"))
        .map(Path::of)
        .orElseGet(() -> Path.of(variable("HOME").orElse("/root"), ".docker"));
  }

  /** Where the store and the engine's state lie, which need not be there. */
  public Path root() {
    return StoreRoot.of(global().value("root"), environment());
  }

  /** The store, opened at first use; {@code --root}, DRYDOCK_ROOT or the user's default place. */
  public Store store() {
    if (store == null) {
      store = Store.open(root());
    }
    return store;
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
    out().flush();
    err().flush();
  }
}
