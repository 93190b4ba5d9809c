package io.drydock.distribution.transport;

import java.net.URI;
import java.util.Locale;

/**
 * Who is at the other end of a URL: credentials for one origin never go to another.
 *
 * @param port always given, the scheme's own where the URL has none
 */
public record Origin(String scheme, String host, int port) {
  public static Origin of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT), port);
  }

  public boolean isEncrypted() {
    return scheme.equals("https");
  }

  /** Whether the host is this machine by name or address, so that nobody listens in between. */
  public boolean isLoopback() {
    return Hosts.isLoopback(host);
  }

  /** {@code host:port} as users write it: without the port where it is the scheme's own. */
  @Override
  public String toString() {
    return port == (isEncrypted() ? 443 : 80) ? host : host + ":" + port;
  }
}
