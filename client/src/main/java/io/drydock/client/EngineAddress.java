package io.drydock.client;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where an engine listens, as {@code DOCKER_HOST} says it.
 *
 * @param host of TCP and SSH, with the user's name before {@code @} for SSH; else empty
 * @param port 0 where there is none
 * @param path of the socket; for TCP what stands before each request's path; else empty
 */
public record EngineAddress(Transport transport, String host, int port, String path) {
  private static final int PLAIN_PORT = 2375;
  private static final int TLS_PORT = 2376;

  /** How an engine is reached. */
  public enum Transport {
    UNIX,
    TCP,
    SSH
  }

  public static EngineAddress unix(Path socket) {
    return new EngineAddress(Transport.UNIX, "", 0, socket.toString());
  }

  /**
   * The address that the text means: {@code unix://PATH}, {@code tcp://HOST[:PORT]}, {@code
   * http(s)://…}, {@code ssh://[USER@]HOST[:PORT]}, or {@code HOST:PORT}.
   *
   * @param encrypted whether a TCP address without a port means 2376 instead of 2375
   * @throws DrydockException of kind INVALID for anything else
   */
  public static EngineAddress parse(String text, boolean encrypted) {
    String trimmed = text.strip();
    int mark = trimmed.indexOf("://");
    String scheme = mark < 0 ? "tcp" : trimmed.substring(0, mark).toLowerCase(Locale.ROOT);
    String rest = mark < 0 ? trimmed : trimmed.substring(mark + 3);
    return switch (scheme) {
      case "unix" -> {
        if (rest.isEmpty()) {
          throw invalid(text);
        }
        yield unix(Path.of(rest));
      }
      case "tcp", "http" -> network(text, rest, encrypted ? TLS_PORT : PLAIN_PORT);
      case "https" -> network(text, rest, TLS_PORT);
      case "ssh" -> {
        EngineAddress parsed = network(text, rest, 0);
        yield new EngineAddress(Transport.SSH, parsed.host(), parsed.port(), parsed.path());
      }
      default -> throw invalid(text);
    };
  }

  private static EngineAddress network(String text, String rest, int defaultPort) {
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash).replaceAll("/+$", "");
    int close = authority.lastIndexOf(']');
    int colon = authority.indexOf(':', Math.max(0, close));
    String host =
        (colon < 0 ? authority : authority.substring(0, colon)).replaceAll("[\\[\\]]", "");
    try {
      int port = colon < 0 ? defaultPort : Integer.parseInt(authority.substring(colon + 1));
      return new EngineAddress(Transport.TCP, host.isEmpty() ? "127.0.0.1" : host, port, path);
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
  }

  private static DrydockException invalid(String text) {
    return new DrydockException(ErrorKind.INVALID, "unable to parse docker host `" + text + "`")
        .withHint("write unix:///PATH, tcp://HOST:PORT or ssh://[USER@]HOST");
  }

  /** As {@code DOCKER_HOST} has it. */
  @Override
  public String toString() {
    return switch (transport) {
      case UNIX -> "unix://" + path;
      case TCP -> "tcp://" + authority() + path;
      case SSH -> "ssh://" + authority() + path;
    };
  }

  /** The host and its port, as the {@code Host} header has it. */
  String authority() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == 0 ? name : name + ":" + port;
  }
}
