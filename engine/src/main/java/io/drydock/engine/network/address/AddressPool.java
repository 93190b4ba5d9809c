package io.drydock.engine.network.address;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The addresses of one subnet of a network, and which of them are taken. What is taken is known
 * from the files of endpoints: this is only how it is held in memory.
 *
 * <p>A free address is looked for from the lowest on, so that a network's first containers have the
 * addresses that everybody expects.
 */
public final class AddressPool {
  private final Subnet subnet;
  private final Subnet range;
  private final Set<BigInteger> taken = new HashSet<>();
  private BigInteger lowestCandidate;

  /**
   * A pool with nothing taken.
   *
   * @param range part of the subnet that addresses are chosen from
   */
  public AddressPool(Subnet subnet, Subnet range) {
    this.subnet = subnet;
    this.range = range;
    this.lowestCandidate = range.first();
  }

  public Subnet subnet() {
    return subnet;
  }

  /** Takes a certain address; false when it is taken already. */
  public synchronized boolean take(InetAddress address) {
    return taken.add(Subnet.number(address));
  }

  /** Takes the lowest free address of the range; empty when there is none. */
  public synchronized Optional<InetAddress> take() {
    BigInteger last = range.last();
    BigInteger candidate = lowestCandidate;
    while (candidate.compareTo(last) <= 0) {
      if (subnet.usable(candidate) && taken.add(candidate)) {
        lowestCandidate = candidate.add(BigInteger.ONE);
        return Optional.of(subnet.address(candidate));
      }
      candidate = candidate.add(BigInteger.ONE);
    }
    lowestCandidate = candidate;
    return Optional.empty();
  }

  /** Gives an address back. */
  public synchronized void release(InetAddress address) {
    BigInteger number = Subnet.number(address);
    if (taken.remove(number) && range.contains(number)) {
      lowestCandidate = lowestCandidate.min(number);
    }
  }

  /** How many addresses are taken. */
  public synchronized int size() {
    return taken.size();
  }
}
