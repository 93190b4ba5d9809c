package io.drydock.compose.plan;

import io.drydock.composefile.model.Port;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports of the host that services ask for by number. Two cannot have the same one, which the
 * engine would say only when one of them runs already.
 */
final class PublishedPorts {
  private static final String ANY_ADDRESS = "0.0.0.0";

  private final Map<String, List<Claim>> claims = new HashMap<>();

  private record Claim(Service service, Port port) {
    String address() {
      return port.hostIp().orElse(ANY_ADDRESS);
    }

    boolean clashesWith(Claim other) {
      boolean bothFour = !address().contains(":") && !other.address().contains(":");
      return address().equals(other.address())
          || (bothFour && (address().equals(ANY_ADDRESS) || other.address().equals(ANY_ADDRESS)));
    }
  }

  /**
   * Notes what a service asks for.
   *
   * @param replicas how many containers of it there are to be
   * @throws DrydockException of kind CONFLICT, at the port, for one that a service before or
   *     another container of its own asks for too
   */
  void add(Service service, int replicas) {
    if (service.networking().networkMode().filter("host"::equals).isPresent() || replicas == 0) {
      return;
    }
    for (Port each : service.networking().ports()) {
      String published = each.published().orElse("");
      if (!published.isEmpty() && !published.equals("0") && !published.contains("-")) {
        add(new Claim(service, each), published + "/" + each.protocol(), replicas);
      }
    }
  }

  private void add(Claim claim, String port, int replicas) {
    List<Claim> others = claims.computeIfAbsent(port, key -> new ArrayList<>());
    for (Claim each : others) {
      if (each.clashesWith(claim)) {
        throw conflict(
            "service %s publishes port %s of the host, as service %s does at %s"
                .formatted(claim.service.name(), port, each.service.name(), each.port.location()),
            claim);
      }
    }
    if (replicas > 1) {
      throw conflict(
          "%d containers of service %s cannot all publish port %s of the host"
              .formatted(replicas, claim.service.name(), port),
          claim);
    }
    others.add(claim);
  }

  private static DrydockException conflict(String message, Claim claim) {
    return new DrydockException(
        ErrorKind.CONFLICT,
        message,
        claim.port.location(),
        "publish another port, a range such as 8000-8010, or none: services reach each other without",
        null);
  }
}
