package io.drydock.engine.network.nft;

/**
 * A member of a set or map of the engine's table. Rules never change: what networks and containers
 * add to the table are such members, so a change costs the same however many there are.
 *
 * @param text as nft(8) reads it, of a map with its value
 */
public record Element(Holder holder, String text) {
  /** The sets and maps, with their types in the words of nft(8). */
  public enum Holder {
    /** Bridges of the engine. */
    BRIDGES("set bridges { type ifname; }"),
    /** A bridge, twice, when containers in it may reach each other. */
    INNER("set inner { type ifname . ifname; }"),
    /** Subnets of bridges. */
    SUBNETS4("set subnets4 { type ipv4_addr; flags interval; }"),
    SUBNETS6("set subnets6 { type ipv6_addr; flags interval; }"),
    /** Bridges that nothing leaves or enters. */
    INTERNAL("set internal { type ifname; }"),
    /** Bridges into which all ports are open, published or not. */
    UNPROTECTED4("set unprotected4 { type ifname; }"),
    UNPROTECTED6("set unprotected6 { type ifname; }"),
    /** Subnets that go out under the host's address. */
    MASQUERADE4("set masquerade4 { type ipv4_addr; flags interval; }"),
    MASQUERADE6("set masquerade6 { type ipv6_addr; flags interval; }"),
    /** Subnets that go out under a chosen address. */
    SOURCE4("map source4 { type ipv4_addr : ipv4_addr; flags interval; }"),
    SOURCE6("map source6 { type ipv6_addr : ipv6_addr; flags interval; }"),
    /** Ports of containers that are open without translation. */
    OPEN4("set open4 { type ipv4_addr . inet_proto . inet_service; }"),
    OPEN6("set open6 { type ipv6_addr . inet_proto . inet_service; }"),
    /** Published ports at all addresses of the host. */
    PORTS4("map ports4 { type inet_proto . inet_service : ipv4_addr . inet_service; }"),
    PORTS6("map ports6 { type inet_proto . inet_service : ipv6_addr . inet_service; }"),
    /** Published ports at one address of the host. */
    PORTS4_AT(
        "map ports4_at { type ipv4_addr . inet_proto . inet_service :"
            + " ipv4_addr . inet_service; }"),
    PORTS6_AT(
        "map ports6_at { type ipv6_addr . inet_proto . inet_service :"
            + " ipv6_addr . inet_service; }");

    private final String declaration;

    Holder(String declaration) {
      this.declaration = declaration;
    }

    /** {@code set NAME} or {@code map NAME}. */
    String named() {
      return declaration.substring(0, declaration.indexOf(" {"));
    }

    String label() {
      return named().substring("set ".length());
    }

    String definition() {
      return declaration.substring(declaration.indexOf('{'));
    }
  }
}
