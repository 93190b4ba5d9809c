package io.drydock.engine.network.address;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses that have their first bits in common, in CIDR form.
 *
 * @param first the lowest address, as a number
 * @param prefixLength number of the bits in common
 * @param bits in an address: 32 or 128
 */
public record Subnet(BigInteger first, int prefixLength, int bits) {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  public Subnet {
    if (prefixLength < 0 || prefixLength > bits) {
      throw new IllegalArgumentException("prefix length " + prefixLength);
    }
    first = first.shiftRight(bits - prefixLength).shiftLeft(bits - prefixLength);
  }

  /**
   * Reads the CIDR form; bits beyond the prefix don't count.
   *
   * @throws DrydockException of kind INVALID when it has another form
   */
  public static Subnet parse(String text) {
    int slash = text.indexOf('/');
    try {
      if (slash > 0) {
        return of(address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
      }
    } catch (IllegalArgumentException e) {
      // falls through to the one message
    }
    throw new DrydockException(ErrorKind.INVALID, "invalid CIDR address: " + text);
  }

  /** The block that an address lies in. */
  public static Subnet of(InetAddress address, int prefixLength) {
    int bits = address instanceof Inet6Address ? IPV6_BITS : IPV4_BITS;
    return new Subnet(number(address), prefixLength, bits);
  }

  /**
   * Reads an address, never a name.
   *
   * @throws DrydockException of kind INVALID when it is none
   */
  public static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new DrydockException(ErrorKind.INVALID, "invalid IP address: " + text, e);
    }
  }

  public boolean ipv6() {
    return bits == IPV6_BITS;
  }

  public BigInteger last() {
    return first.add(BigInteger.ONE.shiftLeft(bits - prefixLength)).subtract(BigInteger.ONE);
  }

  public boolean contains(InetAddress address) {
    return (address instanceof Inet6Address) == ipv6() && contains(number(address));
  }

  public boolean contains(BigInteger address) {
    return first.compareTo(address) <= 0 && address.compareTo(last()) <= 0;
  }

  /** Whether all of the other one lies in this one. */
  public boolean contains(Subnet other) {
    return other.bits == bits && other.prefixLength >= prefixLength && contains(other.first);
  }

  public boolean overlaps(Subnet other) {
    return contains(other) || other.contains(this);
  }

  /** Whether an endpoint may have the address: not the network's own, nor that of all hosts. */
  public boolean usable(BigInteger address) {
    if (!contains(address)) {
      return false;
    }
    if (bits - prefixLength <= 1) {
      return true;
    }
    return !address.equals(first) && (ipv6() || !address.equals(last()));
  }

  /** An address as a number. */
  public static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  /** A number as an address of this block's family. */
  public InetAddress address(BigInteger number) {
    byte[] bytes = new byte[bits / 8];
    byte[] digits = number.toByteArray();
    int length = Math.min(digits.length, bytes.length);
    System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of an address, shortened as RFC 5952 asks for. */
  public static String text(InetAddress address) {
    return address instanceof Inet6Address six ? Ipv6Text.of(six) : address.getHostAddress();
  }

  /** The CIDR form. */
  @Override
  public String toString() {
    return text(address(first)) + "/" + prefixLength;
  }
}
