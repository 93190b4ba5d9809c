package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.distribution.transport.Call;
import io.drydock.distribution.transport.Exchange;
import io.drydock.distribution.transport.RegistryError;
import io.drydock.distribution.transport.Reply;
import io.drydock.distribution.transport.Scope;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** One registry (distribution specification 1.1). */
public final class RegistryClient {
  private final String domain;
  private final URI base;
  private final Exchange exchange;

  RegistryClient(String domain, URI base, Exchange exchange) {
    this.domain = domain;
    this.base = base;
    this.exchange = exchange;
  }

  /** As in image references; for a mirror the domain whose content it has. */
  public String domain() {
    return domain;
  }

  /** Where its API lives, without {@code v2/}. */
  public URI base() {
    return base;
  }

  /**
   * Asks whether it is there and takes the user's credentials.
   *
   * @throws DrydockException of kind UNAUTHORIZED when it does not
   */
  public void ping() {
    send(Call.of("GET", uri(""), Set.of())).close();
  }

  /** The names of all repositories, as far as the registry tells. */
  public List<String> catalog() {
    Call first = Call.of("GET", uri("_catalog?n=1000"), Set.of(Scope.catalog()));
    return Pages.read(this, first, "repositories");
  }

  public Repository repository(String path) {
    return new Repository(this, path);
  }

  URI uri(String path) {
    return base.resolve("v2/" + path);
  }

  /** The reply of success; any other status is thrown. */
  Reply send(Call call) {
    Reply reply = exchange.send(call);
    if (reply.isSuccess()) {
      return reply;
    }
    try (reply) {
      throw RegistryError.of(reply);
    }
  }

  /** The reply, whatever its status. */
  Reply ask(Call call) {
    return exchange.send(call);
  }
}
