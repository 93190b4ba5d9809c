package io.drydock.engine.network.nft;

import io.drydock.engine.network.nft.Element.Holder;
import io.drydock.linux.network.NetworkNamespace;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The table that keeps networks apart, publishes ports and hides containers behind the host.
 *
 * <p>It is of the family {@code inet} and has a chain {@code user} that packets to and from
 * containers pass first. The engine makes that chain when it is missing, and never touches it
 * again.
 */
public final class Firewall {
  private static final List<Chain> CHAINS =
      List.of(
          // Bridges accept packets for 127.0.0.0/8, which published ports of loopback need. None
          // may come from a container.
          new Chain(
              "guard",
              "type filter hook prerouting priority raw",
              List.of("iifname @bridges ip daddr 127.0.0.0/8 drop")),
          new Chain(
              "published",
              "",
              List.of(
                  "dnat ip to ip daddr . meta l4proto . th dport map @ports4_at",
                  "dnat ip to meta l4proto . th dport map @ports4",
                  "ip6 daddr ::1 return",
                  "dnat ip6 to ip6 daddr . meta l4proto . th dport map @ports6_at",
                  "dnat ip6 to meta l4proto . th dport map @ports6")),
          new Chain(
              "prerouting",
              "type nat hook prerouting priority dstnat",
              List.of("fib daddr type local jump published")),
          new Chain(
              "output",
              "type nat hook output priority -100",
              List.of("fib daddr type local jump published")),
          new Chain(
              "forward",
              "type filter hook forward priority filter",
              List.of(
                  "jump user",
                  "ct state established,related accept",
                  "iifname . oifname @inner accept",
                  "iifname @internal drop",
                  "oifname @internal drop",
                  "oifname @bridges ct status dnat accept",
                  "ip daddr . meta l4proto . th dport @open4 accept",
                  "ip6 daddr . meta l4proto . th dport @open6 accept",
                  "meta nfproto ipv4 oifname @unprotected4 accept",
                  "meta nfproto ipv6 oifname @unprotected6 accept",
                  "oifname @bridges drop")),
          new Chain(
              "postrouting",
              "type nat hook postrouting priority srcnat",
              List.of(
                  // Both ends may be in one network, or be the same: the answer has to come back
                  // through the host too. With br_netfilter, there is no iifname here.
                  "oifname @bridges ct status dnat ip saddr @subnets4 masquerade",
                  "oifname @bridges ct status dnat ip6 saddr @subnets6 masquerade",
                  "oifname @bridges ip saddr 127.0.0.0/8 masquerade",
                  "oifname != @bridges snat ip to ip saddr map @source4",
                  "oifname != @bridges snat ip6 to ip6 saddr map @source6",
                  "oifname != @bridges ip saddr @masquerade4 masquerade",
                  "oifname != @bridges ip6 saddr @masquerade6 masquerade")));

  private final String table;
  private final NetworkNamespace host;

  /**
   * A chain.
   *
   * @param hook where it hangs, or empty for one that is jumped to
   */
  private record Chain(String name, String hook, List<String> rules) {}

  /** The table of that name on a host. */
  public Firewall(String table, NetworkNamespace host) {
    this.table = "inet " + table;
    this.host = host;
  }

  /** Makes the table and gives it these members and no others; the chain {@code user} stays. */
  public synchronized void install(Collection<Element> elements) {
    var script = new StringBuilder("add table " + table + "\n");
    for (Holder holder : Holder.values()) {
      line(script, "add " + holder.named().replaceFirst(" ", " " + table + " "), holder);
    }
    line(script, "add chain " + table + " user");
    for (Chain chain : CHAINS) {
      String hook = chain.hook().isEmpty() ? "" : " { " + chain.hook() + "; policy accept; }";
      line(script, "add chain " + table + " " + chain.name() + hook);
    }
    for (Holder holder : Holder.values()) {
      line(script, "flush " + holder.named().replaceFirst(" ", " " + table + " "));
    }
    for (Chain chain : CHAINS) {
      line(script, "flush chain " + table + " " + chain.name());
      for (String rule : chain.rules()) {
        line(script, "add rule " + table + " " + chain.name() + " " + rule);
      }
    }
    change(script, "add", elements);
    Nft.run(host, script.toString());
  }

  /** Adds and removes members, all of them or none. */
  public synchronized void change(Collection<Element> added, Collection<Element> removed) {
    if (added.isEmpty() && removed.isEmpty()) {
      return;
    }
    var script = new StringBuilder();
    change(script, "delete", removed);
    change(script, "add", added);
    Nft.run(host, script.toString());
  }

  /** Removes the table with all that is in it, the user's chain too. */
  public synchronized void uninstall() {
    Nft.run(host, "add table " + table + "\ndelete table " + table + "\n");
  }

  private void change(StringBuilder script, String verb, Collection<Element> elements) {
    Map<Holder, StringJoiner> texts = new EnumMap<>(Holder.class);
    for (Element each : elements) {
      texts
          .computeIfAbsent(each.holder(), _ -> new StringJoiner(", ", "{ ", " }"))
          .add(each.text());
    }
    texts.forEach((holder, text) ->
        line(script, verb + " element " + table + " " + holder.label() + " " + text));
  }

  private static void line(StringBuilder script, String text, Holder holder) {
    line(script, text + " " + holder.definition());
  }

  private static void line(StringBuilder script, String text) {
    script.append(text).append('\n');
  }
}
