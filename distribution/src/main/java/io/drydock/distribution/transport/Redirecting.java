package io.drydock.distribution.transport;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Follows redirects (RFC 9110, section 15.4). What identifies the caller stays with the first
 * origin; an encrypted connection is never left for an open one.
 */
final class Redirecting implements Exchange {
  private static final int MAX_HOPS = 10;

  private final Exchange next;

  Redirecting(Exchange next) {
    this.next = next;
  }

  @Override
  public Reply send(Call call) {
    Call current = call;
    for (int hop = 0; hop <= MAX_HOPS; hop++) {
      Reply reply = next.send(current);
      if (!isRedirect(reply.status()) || reply.header("Location").isEmpty()) {
        return reply;
      }
      try (reply) {
        current = follow(current, reply);
      }
    }
    throw new DrydockException(
        ErrorKind.UNAVAILABLE, call.describe() + ": stopped after " + MAX_HOPS + " redirects");
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static Call follow(Call call, Reply reply) {
    URI target = Locations.resolve(call.uri(), reply.header("Location").orElseThrow());
    Origin from = Origin.of(call.uri());
    Origin to = Origin.of(target);
    if (from.isEncrypted() && !to.isEncrypted()) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN,
          call.describe() + ": refused a redirect from https to " + target.getScheme());
    }
    Call moved = rewritesMethod(call, reply.status()) ? call.asGet() : call;
    return from.equals(to) ? moved.to(target) : withoutIdentity(moved).to(target);
  }

  private static boolean rewritesMethod(Call call, int status) {
    boolean reads = call.method().equals("GET") || call.method().equals("HEAD");
    return !reads && (status == 303 || status == 301 || status == 302);
  }

  private static Call withoutIdentity(Call call) {
    Map<String, String> kept = new LinkedHashMap<>(call.headers());
    kept.keySet().removeIf(Redirecting::identifies);
    return new Call(call.method(), call.uri(), kept, call.body(), call.scopes());
  }

  private static boolean identifies(String header) {
    return switch (header.toLowerCase(Locale.ROOT)) {
      case "authorization", "cookie", "proxy-authorization" -> true;
      default -> false;
    };
  }
}
