package io.drydock.composefile.model;

import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A network that services are connected to.
 *
 * @param key its name within the project
 * @param name its name in the engine
 * @param external whether it is made elsewhere
 * @param internal whether it leads nowhere else
 */
public record Network(
    String key,
    String name,
    Optional<String> driver,
    SequencedMap<String, String> driverOptions,
    Optional<Ipam> ipam,
    boolean external,
    boolean internal,
    boolean attachable,
    SequencedMap<String, String> labels,
    Optional<Boolean> enableIpv4,
    Optional<Boolean> enableIpv6,
    SourceLocation location) {
  public Network {
    driverOptions = Copies.of(driverOptions);
    labels = Copies.of(labels);
  }

  /** How a network's addresses are given out. */
  public record Ipam(
      Optional<String> driver, List<Pool> pools, SequencedMap<String, String> options) {
    public Ipam {
      pools = List.copyOf(pools);
      options = Copies.of(options);
    }
  }

  /**
   * A range of addresses.
   *
   * @param auxiliaryAddresses addresses that are taken, by host name
   */
  public record Pool(
      Optional<String> subnet,
      Optional<String> ipRange,
      Optional<String> gateway,
      SequencedMap<String, String> auxiliaryAddresses) {
    public Pool {
      auxiliaryAddresses = Copies.of(auxiliaryAddresses);
    }
  }
}
