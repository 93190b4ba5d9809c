package io.drydock.distribution.transport;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What came back.
 *
 * @param uri that answered, after redirects
 */
public record Reply(int status, URI uri, HttpHeaders headers, InputStream body)
    implements AutoCloseable {
  /** No document that a registry answers with is larger: manifests are at most 4 MiB. */
  private static final int MAX_DOCUMENT = 16 << 20;

  /** What is left of a body up to this many bytes is read, so that the connection can be reused. */
  private static final int DRAIN = 64 << 10;

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * The whole body of a small document.
   *
   * @throws DrydockException of kind INVALID when it is larger than 16 MiB, UNAVAILABLE when the
   *     connection breaks
   */
  public byte[] document() {
    try {
      byte[] bytes = body.readNBytes(MAX_DOCUMENT + 1);
      if (bytes.length > MAX_DOCUMENT) {
        throw new DrydockException(ErrorKind.INVALID, uri + " answered more than 16 MiB");
      }
      return bytes;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "lost the connection to " + Origin.of(uri), e);
    }
  }

  @Override
  public void close() {
    try (body) {
      body.readNBytes(DRAIN);
    } catch (IOException e) {
      // The reply has been used; a connection that breaks now is only not used again.
    }
  }
}
