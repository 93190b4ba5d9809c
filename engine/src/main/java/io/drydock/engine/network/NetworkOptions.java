package io.drydock.engine.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where networks keep what is theirs, and what they call it on the host. Two engines on one host
 * differ in all of it.
 *
 * @param state folder of what outlives a restart of the engine
 * @param runtime folder of what does not outlive the host, as mounted namespaces
 * @param table name of the nftables table, of family {@code inet}
 * @param defaultBridge interface of the network {@code bridge}
 * @param prefix first letters of every other interface on the host, at most three
 * @param pools where subnets come from that nobody chose
 * @param resolvConf the host's list of resolvers
 * @param host namespace that stands for the host; absent for the engine's own
 * @param peers file that lists the hosts of overlay networks, read when one is made; absent for
 *     none
 * @param warm number of namespaces kept ready for the next containers
 */
public record NetworkOptions(
    Path state,
    Path runtime,
    String table,
    String defaultBridge,
    String prefix,
    List<SubnetPool> pools,
    Path resolvConf,
    Optional<Path> host,
    Optional<Path> peers,
    int warm) {
  private static final int LONGEST_PREFIX = 3;

  public NetworkOptions {
    pools = List.copyOf(pools);
    if (prefix.isEmpty() || prefix.length() > LONGEST_PREFIX) {
      throw new IllegalArgumentException("prefix \"" + prefix + "\"");
    }
  }

  /** The options of the one engine that a host usually has. */
  public static NetworkOptions of(Path state, Path runtime) {
    return new NetworkOptions(
        state,
        runtime,
        "drydock",
        "drydock0",
        "dd",
        SubnetPool.DOCKER,
        Path.of("/etc/resolv.conf"),
        Optional.empty(),
        Optional.of(Path.of("/etc/drydock/overlay-hosts")),
        2);
  }

  /** The same with all names on the host made of another table name and prefix. */
  public NetworkOptions named(String otherTable, String otherPrefix) {
    return new NetworkOptions(
        state,
        runtime,
        otherTable,
        otherPrefix + "0",
        otherPrefix,
        pools,
        resolvConf,
        host,
        peers,
        warm);
  }

  /** The same with other pools. */
  public NetworkOptions withPools(List<SubnetPool> changed) {
    return new NetworkOptions(
        state, runtime, table, defaultBridge, prefix, changed, resolvConf, host, peers, warm);
  }

  /** The same with another host and its list of resolvers. */
  public NetworkOptions onHost(Path namespace, Path resolvers) {
    return new NetworkOptions(
        state,
        runtime,
        table,
        defaultBridge,
        prefix,
        pools,
        resolvers,
        Optional.of(namespace),
        peers,
        warm);
  }

  /** The same with another list of resolvers. */
  public NetworkOptions withResolvers(Path file) {
    return new NetworkOptions(
        state, runtime, table, defaultBridge, prefix, pools, file, host, peers, warm);
  }

  /** The same with a list of hosts for overlay networks. */
  public NetworkOptions withPeers(Path file) {
    return new NetworkOptions(
        state,
        runtime,
        table,
        defaultBridge,
        prefix,
        pools,
        resolvConf,
        host,
        Optional.of(file),
        warm);
  }

  /** The same with another number of namespaces kept ready. */
  public NetworkOptions withWarm(int changed) {
    return new NetworkOptions(
        state, runtime, table, defaultBridge, prefix, pools, resolvConf, host, peers, changed);
  }

  /**
   * A range of addresses that subnets are cut from.
   *
   * @param base in CIDR form
   * @param size prefix length of each subnet
   */
  public record SubnetPool(String base, int size) {
    /** Docker's: 172.17 to 172.31 in /16, then 192.168 in /20. */
    public static final List<SubnetPool> DOCKER =
        List.of(
            new SubnetPool("172.17.0.0/16", 16),
            new SubnetPool("172.18.0.0/16", 16),
            new SubnetPool("172.19.0.0/16", 16),
            new SubnetPool("172.20.0.0/14", 16),
            new SubnetPool("172.24.0.0/14", 16),
            new SubnetPool("172.28.0.0/14", 16),
            new SubnetPool("192.168.0.0/16", 20));
  }
}
