package io.drydock.client;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The first lines of an answer (RFC 9112, sections 4 and 5).
 *
 * @param headers by name in lower case; of a repeated header the last
 */
record ResponseHead(int status, Map<String, String> headers) {
  private static final int LONGEST_LINE = 64 * 1024;
  private static final int MOST_LINES = 200;

  Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /**
   * Reads up to the empty line, and not a byte more.
   *
   * @throws DrydockException of kind UNAVAILABLE when what comes is not HTTP/1.1
   */
  static ResponseHead read(InputStream in) throws IOException {
    String first = line(in);
    if (!first.startsWith("HTTP/1.") || first.length() < 12) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE,
          first.isEmpty()
              ? "the engine closed the connection without an answer"
              : "the engine does not speak HTTP");
    }
    var headers = new HashMap<String, String>();
    String line = line(in);
    for (int count = 0; !line.isEmpty() && count < MOST_LINES; count++) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      line = line(in);
    }
    return new ResponseHead(status(first), headers);
  }

  private static int status(String first) {
    try {
      return Integer.parseInt(first.substring(9, 12));
    } catch (NumberFormatException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "the engine does not speak HTTP: " + first, e);
    }
  }

  /** A line without its end; empty at the end of the stream too. */
  static String line(InputStream in) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream(80);
    int next = in.read();
    while (next >= 0 && next != '\n' && bytes.size() < LONGEST_LINE) {
      bytes.write(next);
      next = in.read();
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
