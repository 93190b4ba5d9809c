package io.drydock.client;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that encrypt the way to an engine, in PEM.
 *
 * @param authority whom the engine's certificate must be signed by; absent for the JDK's own
 * @param certificate of this client, with {@code key}
 * @param skipVerify takes any certificate of the engine
 */
public record TlsFiles(
    Optional<Path> authority, Optional<Path> certificate, Optional<Path> key, boolean skipVerify) {

  /** The files of the folder that are there, by docker's names: ca.pem, cert.pem, key.pem. */
  public static TlsFiles in(Path folder, boolean skipVerify) {
    return new TlsFiles(
        there(folder.resolve("ca.pem")),
        there(folder.resolve("cert.pem")),
        there(folder.resolve("key.pem")),
        skipVerify);
  }

  private static Optional<Path> there(Path file) {
    return Optional.of(file).filter(java.nio.file.Files::exists);
  }
}
