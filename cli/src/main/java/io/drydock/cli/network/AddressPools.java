package io.drydock.cli.network;

import io.drydock.cli.flags.Pairs;
import io.drydock.cli.frame.Arguments;
import io.drydock.container.NetworkSpec.Pool;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The subnets of {@code network create}, each with the range, gateway and addresses within it. */
final class AddressPools {
  private final List<Builder> pools = new ArrayList<>();

  private AddressPools() {}

  private static final class Builder {
    private final String subnet;
    private String range = "";
    private String gateway = "";
    private final SequencedMap<String, String> auxiliary = new LinkedHashMap<>();

    Builder(String subnet) {
      this.subnet = subnet;
    }
  }

  /**
   * @throws DrydockException of kind INVALID when something is in no subnet, or in two
   */
  static List<Pool> of(Arguments arguments) {
    List<String> subnets = arguments.all("subnet");
    List<String> ranges = arguments.all("ip-range");
    List<String> gateways = arguments.all("gateway");
    if (subnets.size() < ranges.size() || subnets.size() < gateways.size()) {
      throw invalid("every ip-range or gateway must have a corresponding subnet");
    }
    var pools = new AddressPools();
    subnets.forEach(pools::add);
    for (String range : ranges) {
      Builder pool = pools.with(range, "no matching subnet for range ");
      if (!pool.range.isEmpty()) {
        throw invalid(
            "cannot configure multiple ranges ("
                + range
                + ", "
                + pool.range
                + ") on the same subnet ("
                + pool.subnet
                + ")");
      }
      pool.range = range;
    }
    for (String gateway : gateways) {
      Builder pool = pools.with(gateway, "no matching subnet for gateway ");
      if (!pool.gateway.isEmpty()) {
        throw invalid(
            "cannot configure multiple gateways ("
                + gateway
                + ", "
                + pool.gateway
                + ") for the same subnet ("
                + pool.subnet
                + ")");
      }
      pool.gateway = gateway;
    }
    for (Map.Entry<String, String> each : Pairs.map(arguments.all("aux-address")).entrySet()) {
      pools
          .with(each.getValue(), "no matching subnet for aux-address ")
          .auxiliary
          .put(each.getKey(), each.getValue());
    }
    return pools.pools.stream()
        .map(each -> new Pool(each.subnet, each.range, each.gateway, each.auxiliary))
        .toList();
  }

  private void add(String subnet) {
    for (Builder each : pools) {
      if (overlap(each.subnet, subnet)) {
        throw invalid("multiple overlapping subnet configuration is not supported");
      }
    }
    pools.add(new Builder(subnet));
  }

  private static boolean overlap(String one, String other) {
    Optional<Subnet> left = Subnet.parse(one);
    Optional<Subnet> right = Subnet.parse(other);
    return left.isPresent()
        && right.isPresent()
        && (left.get().contains(right.get().address())
            || right.get().contains(left.get().address()));
  }

  private Builder with(String address, String complaint) {
    int slash = address.indexOf('/');
    String bare = slash < 0 ? address : address.substring(0, slash);
    for (Builder each : pools) {
      if (Subnet.parse(each.subnet).filter(subnet -> subnet.contains(bare)).isPresent()) {
        return each;
      }
    }
    throw invalid(complaint + address);
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
