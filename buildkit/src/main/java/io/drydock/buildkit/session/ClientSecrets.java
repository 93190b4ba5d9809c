package io.drydock.buildkit.session;

import io.drydock.build.secret.Secret;
import io.drydock.buildkit.message.Wire;
import io.drydock.buildkit.message.WireWriter;
import java.util.Optional;

/** The client's values for {@code RUN --mount=type=secret}. */
public final class ClientSecrets {
  private static final String METHOD = "/moby.buildkit.secrets.v1.Secrets/GetSecret";

  private ClientSecrets() {}

  /** The secret of that name; empty when the client has none. */
  public static Optional<Secret> find(ClientSession session, String id) {
    return session
        .askIfKnown(METHOD, new WireWriter().text(1, id).encode())
        .map(answer -> Secret.of(Wire.read(answer).bytes(1)));
  }
}
