package io.drydock.engine.network.overlay;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.address.Subnet;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The hosts of an overlay network, by one address each. The list is the same, in the same order, on
 * all of them: who stands where decides which addresses a host gives to its containers.
 */
public record Peers(List<InetAddress> addresses) {
  public Peers {
    addresses = List.copyOf(addresses);
  }

  /**
   * Reads a file with one address on each line; {@code #} begins a comment.
   *
   * @throws DrydockException of kind INVALID when it can't be read or has something else
   */
  public static Peers read(Path file) {
    try {
      List<String> words =
          Files.readAllLines(file).stream()
              .map(each -> each.replaceFirst("#.*", "").strip())
              .filter(each -> !each.isEmpty())
              .toList();
      return of(words, file.toString());
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read the overlay networks' hosts from \"" + file + "\"", e);
    }
  }

  /**
   * The hosts with these addresses.
   *
   * @param where they were found, for errors
   */
  public static Peers of(List<String> texts, String where) {
    var addresses = new ArrayList<InetAddress>();
    for (String each : texts) {
      try {
        addresses.add(Subnet.address(each));
      } catch (DrydockException e) {
        throw new DrydockException(
            ErrorKind.INVALID, e.getMessage() + " in the overlay networks' hosts, " + where, e);
      }
    }
    return new Peers(addresses);
  }

  public boolean contains(InetAddress address) {
    return addresses.contains(address);
  }

  /** All but one. */
  public List<InetAddress> others(InetAddress self) {
    return addresses.stream().filter(each -> !each.equals(self)).toList();
  }

  /** A host's place. */
  public Share share(InetAddress self) {
    return new Share(addresses.indexOf(self), addresses.size());
  }

  /**
   * A host's part of an overlay network's addresses.
   *
   * @param index from 0
   */
  public record Share(int index, int count) {
    private static final int SMALLEST_BITS = 2;

    /**
     * The block of the subnet that the host gives addresses from. The subnet is cut into a power of
     * two of equal blocks, no fewer than there are hosts.
     *
     * @throws DrydockException of kind INVALID when the blocks would be too small
     */
    public Subnet of(Subnet subnet) {
      int cuts = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
      int prefixLength = subnet.prefixLength() + cuts;
      if (subnet.bits() - prefixLength < SMALLEST_BITS) {
        throw new DrydockException(
            ErrorKind.INVALID, "the subnet " + subnet + " is too small for " + count + " hosts");
      }
      BigInteger block = BigInteger.ONE.shiftLeft(subnet.bits() - prefixLength);
      BigInteger first = subnet.first().add(block.multiply(BigInteger.valueOf(index)));
      return new Subnet(first, prefixLength, subnet.bits());
    }
  }
}
