package io.drydock.api.http;

import java.nio.file.Path;
import java.util.Optional;

/** Where a server takes connections. */
public sealed interface Listener {
  /**
   * A unix socket that its owner and a group may use.
   *
   * @param group name of the group; absent to keep the socket to its owner's
   */
  record Unix(Path path, Optional<String> group) implements Listener {}

  /** A listening unix socket that the service manager opened, as a file descriptor. */
  record Inherited(int descriptor) implements Listener {}

  /**
   * TCP with TLS, on which only clients with a certificate of the authority are served.
   *
   * @param certificate PEM, the server's own first
   * @param key PEM, PKCS #8
   * @param clientAuthority PEM, the certificates that sign clients'
   */
  record MutualTls(String host, int port, Path certificate, Path key, Path clientAuthority)
      implements Listener {}
}
