package io.drydock.engine.network.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a container's questions are answered from.
 *
 * @param networkIds its networks, in which names are looked for in this order
 * @param links names that it alone knows, and the name of the container that each means
 * @param resolvers asked for all that is not found in the networks; none to answer that it is not
 *     known
 */
public record Client(List<String> networkIds, Map<String, String> links, List<Resolver> resolvers) {
  public Client {
    networkIds = List.copyOf(networkIds);
    links =
        links.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    each -> each.getKey().toLowerCase(Locale.ROOT),
                    each -> each.getValue().toLowerCase(Locale.ROOT),
                    (first, _) -> first));
    resolvers = List.copyOf(resolvers);
  }

  /**
   * A name server.
   *
   * @param fromInside whether it is asked from the container's namespace, not from the host's
   */
  public record Resolver(InetAddress address, boolean fromInside) {}
}
