package io.drydock.buildkit.session;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * What a client says of its session when it opens it.
 *
 * @param id names it in the builds that the client asks for
 * @param name for people
 * @param sharedKey the same for all sessions with one context; may be empty
 * @param methods that the client serves, by path
 */
public record SessionHello(String id, String name, String sharedKey, Set<String> methods) {
  private static final String PREFIX = "x-docker-expose-session-";

  public SessionHello {
    methods = Set.copyOf(methods);
  }

  /**
   * Reads HTTP's headers, or a call's metadata.
   *
   * @param headers gives all values of a name in lower case
   * @throws DrydockException of kind INVALID when the session has no name
   */
  public static SessionHello of(Function<String, List<String>> headers) {
    var methods = new HashSet<String>();
    for (String each : headers.apply(PREFIX + "grpc-method")) {
      methods.add(each.toLowerCase(Locale.ROOT));
    }
    String id = first(headers, "uuid");
    if (id.isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID, "a session needs the header X-Docker-Expose-Session-Uuid");
    }
    return new SessionHello(id, first(headers, "name"), first(headers, "sharedkey"), methods);
  }

  private static String first(Function<String, List<String>> headers, String name) {
    return headers.apply(PREFIX + name).stream().findFirst().orElse("");
  }
}
