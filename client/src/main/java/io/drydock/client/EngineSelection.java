package io.drydock.client;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine that flags, environment and contexts choose, in docker's order: {@code --context},
 * {@code --host}, {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, the current context, our own.
 *
 * @param context its name
 * @param isChosen whether anything but the absence of a choice led here
 */
public record EngineSelection(String context, EngineEndpoint endpoint, boolean isChosen) {

  /**
   * What the command line says.
   *
   * @param hosts of {@code --host}; one at most
   * @param context of {@code --context}, or empty
   * @param tls files of {@code --tls*}; absent when none was given
   * @param configuration docker's folder
   */
  public record Words(
      List<String> hosts, String context, Optional<TlsFiles> tls, Path configuration) {}

  /**
   * @throws DrydockException of kind INVALID for an ill-formed address or an unknown context
   */
  public static EngineSelection of(Words words, Map<String, String> environment) {
    if (words.hosts().size() > 1) {
      throw new DrydockException(ErrorKind.INVALID, "specify only one -H");
    }
    if (!words.hosts().isEmpty() && !words.context().isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID, "conflicting options: cannot specify both --host and --context");
    }
    var store = new ContextStore(words.configuration());
    String name = contextName(words, environment, store);
    if (!name.equals(ContextStore.DEFAULT)) {
      return new EngineSelection(name, store.endpoint(store.get(name)), true);
    }
    Optional<TlsFiles> tls = words.tls().or(() -> tls(words.configuration(), environment));
    String host =
        words.hosts().isEmpty()
            ? environment.getOrDefault("DOCKER_HOST", "")
            : words.hosts().getFirst();
    if (host.isEmpty()) {
      Path socket = OwnEngine.socket(environment);
      return new EngineSelection(name, EngineEndpoint.plain(EngineAddress.unix(socket)), false);
    }
    return new EngineSelection(
        name, new EngineEndpoint(EngineAddress.parse(host, tls.isPresent()), tls), true);
  }

  private static String contextName(
      Words words, Map<String, String> environment, ContextStore store) {
    if (!words.context().isEmpty()) {
      return words.context();
    }
    if (!words.hosts().isEmpty() || !environment.getOrDefault("DOCKER_HOST", "").isEmpty()) {
      return ContextStore.DEFAULT;
    }
    String told = environment.getOrDefault("DOCKER_CONTEXT", "");
    return told.isEmpty() ? store.current().orElse(ContextStore.DEFAULT) : told;
  }

  private static Optional<TlsFiles> tls(Path configuration, Map<String, String> environment) {
    boolean verify = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
    boolean unverified = !environment.getOrDefault("DOCKER_TLS", "").isEmpty();
    if (!verify && !unverified) {
      return Optional.empty();
    }
    String folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
    return Optional.of(TlsFiles.in(folder.isEmpty() ? configuration : Path.of(folder), !verify));
  }
}
