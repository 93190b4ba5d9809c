package io.drydock.api.network;

import io.drydock.api.route.Filters;
import io.drydock.api.route.Times;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.Network;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which networks a list or a prune is about. */
final class NetworkFilter implements Predicate<Network> {
  private static final Set<String> LIST =
      Set.of("dangling", "driver", "id", "label", "name", "scope", "type");
  private static final Set<String> PRUNE = Set.of("label", "label!", "until");

  private final Filters filters;
  private final Optional<Boolean> dangling;
  private final Optional<Instant> until;

  private NetworkFilter(Filters filters) {
    this.filters = filters;
    this.dangling = filters.flag("dangling");
    this.until = filters.values("until").stream().findFirst().flatMap(Times::parse);
    for (String type : filters.values("type")) {
      if (!List.of("custom", "builtin").contains(type)) {
        throw new DrydockException(ErrorKind.INVALID, "invalid filter: 'type'='" + type + "'");
      }
    }
  }

  static NetworkFilter ofList(Filters filters) {
    return new NetworkFilter(filters.allow(LIST));
  }

  static NetworkFilter ofPrune(Filters filters) {
    return new NetworkFilter(filters.allow(PRUNE));
  }

  @Override
  public boolean test(Network network) {
    return filters.any("driver", each -> each.equals(NetworkAnswer.driver(network.spec())))
        && filters.any("id", each -> found(each, network.id()))
        && filters.any("name", each -> found(each, network.name()))
        && filters.any("scope", each -> each.equals("local"))
        && filters.any("type", each -> each.equals("builtin") == network.predefined())
        && filters.labels("label", network.spec().labels())
        && filters.withoutLabels("label!", network.spec().labels())
        && dangling.map(each -> each == isDangling(network)).orElse(true)
        && until.map(each -> network.created().isBefore(each)).orElse(true);
  }

  private static boolean isDangling(Network network) {
    return network.endpoints().isEmpty() && !network.predefined();
  }

  private static boolean found(String pattern, String text) {
    try {
      return text.equals(pattern) || Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
