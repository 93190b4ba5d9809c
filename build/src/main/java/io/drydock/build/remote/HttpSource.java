package io.drydock.build.remote;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/** Downloads that ADD names. */
public final class HttpSource {
  private HttpSource() {}

  /** Whether ADD downloads the source: a URL that is no git repository. */
  public static boolean matches(String source) {
    return (source.startsWith("http://") || source.startsWith("https://"))
        && GitReference.parse(source).isEmpty();
  }

  /** The URL, with what URLs may not hold percent-encoded. */
  public static URI uri(String text) {
    var encoded = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
        encoded.append('%').append(String.format("%02X", (int) c));
      } else {
        encoded.append(c);
      }
    }
    try {
      return new URI(encoded.toString());
    } catch (URISyntaxException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "\"" + text + "\" is not a valid URL: " + e.getReason(), e);
    }
  }

  /** The name that the file gets in a directory: the last part of the URL's path. */
  public static String fileName(URI url) {
    String path = url.getPath() == null ? "" : url.getPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() || last.equals(".") ? "__unnamed__" : last;
  }
}
