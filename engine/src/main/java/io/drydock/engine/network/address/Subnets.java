package io.drydock.engine.network.address;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;

/** The choice of subnets for networks whose maker chose none. */
public final class Subnets {
  private static final int UNIQUE_LOCAL_PREFIX = 64;
  private static final int SITE_PREFIX = 48;
  private static final int UNIQUE_LOCAL_BYTE = 0xfd;

  private Subnets() {}

  /**
   * A block that is cut into subnets.
   *
   * @param size prefix length of each
   */
  public record Block(Subnet base, int size) {}

  /**
   * The first subnet of the blocks that overlaps none of those in use.
   *
   * @throws DrydockException of kind EXHAUSTED when there is none
   */
  public static Subnet choose(List<Block> blocks, Collection<Subnet> inUse) {
    for (Block block : blocks) {
      BigInteger step = BigInteger.ONE.shiftLeft(block.base().bits() - block.size());
      BigInteger next = block.base().first();
      while (block.base().contains(next)) {
        var candidate = new Subnet(next, block.size(), block.base().bits());
        if (inUse.stream().noneMatch(candidate::overlaps)) {
          return candidate;
        }
        next = next.add(step);
      }
    }
    throw new DrydockException(
            ErrorKind.EXHAUSTED, "all predefined address pools have been fully subnetted")
        .withHint("Remove networks that nobody needs, or choose a subnet with --subnet.");
  }

  /**
   * The block that a host cuts its IPv6 subnets from: unique local addresses of RFC 4193.
   *
   * @param site 40 bits chosen at random, once for the host
   */
  public static Block uniqueLocal(long site) {
    BigInteger first =
        BigInteger.valueOf(UNIQUE_LOCAL_BYTE)
            .shiftLeft(40)
            .or(BigInteger.valueOf(site & 0xff_ffff_ffffL))
            .shiftLeft(128 - SITE_PREFIX);
    return new Block(new Subnet(first, SITE_PREFIX, 128), UNIQUE_LOCAL_PREFIX);
  }

  /**
   * A subnet that the user chose, checked against those in use.
   *
   * @throws DrydockException of kind FORBIDDEN, as Docker answers it, when it overlaps one
   */
  public static Subnet checked(Subnet chosen, Collection<Subnet> inUse) {
    for (Subnet each : inUse) {
      if (chosen.overlaps(each)) {
        throw new DrydockException(
                ErrorKind.FORBIDDEN,
                "invalid pool request: Pool overlaps with other one on this address space")
            .withHint(chosen + " overlaps " + each + ", which another network has.");
      }
    }
    return chosen;
  }
}
