package io.drydock.buildkit.session;

import io.drydock.buildkit.message.Wire;
import io.drydock.buildkit.message.WireWriter;
import io.drydock.distribution.credentials.Credentials;
import java.util.Optional;

/** The client's logins at registries. */
public final class ClientCredentials {
  private static final String METHOD = "/moby.filesync.v1.Auth/Credentials";
  private static final String DOCKER_HUB = "registry-1.docker.io";

  private ClientCredentials() {}

  /** What the client has for the registry; empty when it has nothing. */
  public static Optional<Credentials> find(ClientSession session, String domain) {
    String host = domain.equals("docker.io") ? DOCKER_HUB : domain;
    return session
        .askIfKnown(METHOD, new WireWriter().text(1, host).encode())
        .map(Wire::read)
        .flatMap(answer -> credentials(answer.text(1), answer.text(2)));
  }

  private static Optional<Credentials> credentials(String user, String secret) {
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        user.isEmpty()
            ? new Credentials.IdentityToken("", secret)
            : new Credentials.Password(user, secret));
  }
}
