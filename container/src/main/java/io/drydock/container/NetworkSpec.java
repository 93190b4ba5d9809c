package io.drydock.container;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a network is asked to be: the body of {@code POST /networks/create}.
 *
 * @param driver empty for {@code bridge}
 * @param scope empty for the driver's own
 * @param enableIpv4 absent for the default, which is true
 * @param enableIpv6 absent for the default, which is false
 * @param configFrom name of a network that only holds configuration; empty for none
 */
public record NetworkSpec(
    String name,
    String driver,
    String scope,
    boolean internal,
    boolean attachable,
    boolean ingress,
    Optional<Boolean> enableIpv4,
    Optional<Boolean> enableIpv6,
    Ipam ipam,
    SequencedMap<String, String> options,
    SequencedMap<String, String> labels,
    boolean configOnly,
    String configFrom) {
  public NetworkSpec {
    options = Collections.unmodifiableSequencedMap(options);
    labels = Collections.unmodifiableSequencedMap(labels);
  }

  /**
   * How a network's addresses are chosen.
   *
   * @param driver empty for {@code default}
   * @param pools empty to have them chosen
   */
  public record Ipam(String driver, SequencedMap<String, String> options, List<Pool> pools) {
    public Ipam {
      options = Collections.unmodifiableSequencedMap(options);
      pools = List.copyOf(pools);
    }
  }

  /**
   * A subnet of a network.
   *
   * @param subnet in CIDR form
   * @param range part of the subnet that addresses are taken from; empty for all of it
   * @param gateway empty for the first address
   * @param auxiliary addresses that are never given out, by name
   */
  public record Pool(
      String subnet, String range, String gateway, SequencedMap<String, String> auxiliary) {
    public Pool {
      auxiliary = Collections.unmodifiableSequencedMap(auxiliary);
    }
  }
}
