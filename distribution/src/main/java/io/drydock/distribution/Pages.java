package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.distribution.transport.Call;
import io.drydock.distribution.transport.Locations;
import io.drydock.distribution.transport.Origin;
import io.drydock.distribution.transport.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Lists that a registry gives in pages, chained by {@code Link} headers (RFC 8288). */
final class Pages {
  private Pages() {}

  /** All elements of the member of the documents, from the first page to the last. */
  static List<String> read(RegistryClient registry, Call first, String member) {
    var all = new ArrayList<String>();
    var seen = new HashSet<URI>();
    Optional<URI> next = Optional.of(first.uri());
    while (next.isPresent()) {
      URI page = next.get();
      if (!seen.add(page)) {
        throw new DrydockException(
            ErrorKind.INVALID, page.getHost() + " chains the pages of a list in a ring");
      }
      try (Reply reply = registry.send(Call.of("GET", page, first.scopes()))) {
        all.addAll(Json.strings(Json.object(reply.document(), "list of " + member), member));
        next = next(page, reply);
      }
    }
    return List.copyOf(all);
  }

  private static Optional<URI> next(URI page, Reply reply) {
    for (String link : reply.headers().allValues("Link")) {
      int open = link.indexOf('<');
      int close = link.indexOf('>', open);
      if (open >= 0 && close > open && link.substring(close).contains("next")) {
        URI target = Locations.resolve(page, link.substring(open + 1, close));
        return Optional.of(target).filter(each -> Origin.of(each).equals(Origin.of(page)));
      }
    }
    return Optional.empty();
  }
}
