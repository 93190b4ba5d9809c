package io.drydock.api.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where a server takes connections. */
public sealed interface Listener {
  /** {@code SD_LISTEN_FDS_START}. */
  int FIRST_INHERITED = 3;

  /**
   * A unix socket that its owner and a group may use.
   *
   * @param group name of the group; absent to keep the socket to its owner's
   */
  record Unix(Path path, Optional<String> group) implements Listener {}

  /** A listening unix socket that the service manager opened, as a file descriptor. */
  record Inherited(int descriptor) implements Listener {}

  /**
   * The sockets that the service manager hands to this process, sd_listen_fds(3); mostly none.
   *
   * @param environment with {@code LISTEN_PID} and {@code LISTEN_FDS}
   */
  static List<Listener> inherited(Map<String, String> environment) {
    String process = environment.getOrDefault("LISTEN_PID", "");
    String count = environment.getOrDefault("LISTEN_FDS", "");
    if (!process.equals(Long.toString(ProcessHandle.current().pid()))
        || !count.matches("[0-9]{1,4}")) {
      return List.of();
    }
    return IntStream.range(0, Integer.parseInt(count))
        .<Listener>mapToObj(each -> new Inherited(FIRST_INHERITED + each))
        .toList();
  }

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
