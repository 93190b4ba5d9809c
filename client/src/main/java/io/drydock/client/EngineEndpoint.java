package io.drydock.client;

import java.util.Optional;

/** An engine's address and what encrypts the way to it. */
public record EngineEndpoint(EngineAddress address, Optional<TlsFiles> tls) {
  public static EngineEndpoint plain(EngineAddress address) {
    return new EngineEndpoint(address, Optional.empty());
  }
}
