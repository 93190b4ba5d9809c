package io.drydock.build.remote;

import io.drydock.build.secret.Secret;
import io.drydock.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What fetching needs: where to keep things, and as whom to ask. Secrets and agents are the build's
 * own; those with well-known names open repositories and servers.
 *
 * @param secrets by id; {@code GIT_AUTH_TOKEN}, {@code GIT_AUTH_HEADER}, {@code HTTP_AUTH_TOKEN_}
 *     and {@code HTTP_AUTH_HEADER_} count, for one host with its name behind
 * @param sshAgents sockets by id; {@code default} counts
 * @param keepsGitDirectories whether a context that is a check-out keeps {@code .git}
 */
public record RemoteAccess(
    Store store,
    Map<String, Secret> secrets,
    Map<String, Path> sshAgents,
    boolean keepsGitDirectories) {
  public RemoteAccess {
    secrets = Map.copyOf(secrets);
    sshAgents = Map.copyOf(sshAgents);
  }

  /** Access as nobody in particular. */
  public static RemoteAccess anonymous(Store store) {
    return new RemoteAccess(store, Map.of(), Map.of(), false);
  }

  /** The first of the secrets that is there, as text without white space around it. */
  Optional<String> secret(String... ids) {
    for (String id : ids) {
      Secret secret = secrets.get(id);
      if (secret != null) {
        return Optional.of(new String(secret.read(), StandardCharsets.UTF_8).strip());
      }
    }
    return Optional.empty();
  }
}
