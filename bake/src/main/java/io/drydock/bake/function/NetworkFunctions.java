package io.drydock.bake.function;

import io.drydock.bake.value.Function;
import io.drydock.bake.value.Numbers;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Networks written as {@code 10.0.0.0/8} and {@code fd00::/8}. */
final class NetworkFunctions {
  private NetworkFunctions() {}

  static Map<String, Function> all() {
    return Map.of(
        "cidrhost", Signature.of(Types.STRING, Types.NUMBER).does(NetworkFunctions::host),
        "cidrnetmask", Signature.of(Types.STRING).does(NetworkFunctions::netmask),
        "cidrsubnet",
            Signature.of(Types.STRING, Types.NUMBER, Types.NUMBER).does(NetworkFunctions::subnet),
        "cidrsubnets",
            Signature.of(Types.STRING).and(Types.NUMBER).does(NetworkFunctions::subnets));
  }

  /**
   * A network.
   *
   * @param bits of an address: 32 or 128
   * @param prefix how many of them all addresses share
   */
  private record Network(BigInteger address, int bits, int prefix) {

    static Network parse(String text) {
      int slash = text.indexOf('/');
      String address = slash < 0 ? "" : text.substring(0, slash);
      boolean isLiteral =
          address.matches("[0-9.]+") || address.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
      String length = text.substring(slash + 1);
      if (!isLiteral || !length.matches("\\d{1,3}")) {
        throw Signature.invalid("\"" + text + "\" is no network as in 10.0.0.0/8");
      }
      try {
        byte[] bytes = InetAddress.getByName(address).getAddress();
        int bits = address.contains(":") ? 128 : 32;
        int prefix = Integer.parseInt(length);
        if (prefix > bits || (bits == 32 && address.split("\\.", -1).length < 4)) {
          throw Signature.invalid("\"" + text + "\" is no network as in 10.0.0.0/8");
        }
        BigInteger number = new BigInteger(1, bytes);
        return new Network(number.shiftRight(bits - prefix).shiftLeft(bits - prefix), bits, prefix);
      } catch (UnknownHostException e) {
        throw new DrydockException(ErrorKind.INVALID, "\"" + address + "\" is no address", e);
      }
    }

    Network subnet(int newBits, BigInteger number) {
      int longer = prefix + newBits;
      if (newBits < 0 || longer > bits) {
        throw Signature.invalid(
            "there is no room for " + newBits + " more bits behind a prefix of " + prefix);
      }
      if (number.signum() < 0 || number.bitLength() > newBits) {
        throw Signature.invalid("network " + number + " does not fit into " + newBits + " bits");
      }
      return new Network(address.or(number.shiftLeft(bits - longer)), bits, longer);
    }

    @Override
    public String toString() {
      return written(address, bits) + "/" + prefix;
    }
  }

  private static String written(BigInteger address, int bits) {
    byte[] number = address.toByteArray();
    var bytes = new byte[bits / 8];
    int length = Math.min(number.length, bytes.length);
    System.arraycopy(number, number.length - length, bytes, bytes.length - length, length);
    return bits == 32 ? dotted(bytes) : shortened(bytes);
  }

  private static String dotted(byte[] bytes) {
    var text = new StringBuilder();
    for (byte each : bytes) {
      text.append(text.isEmpty() ? "" : ".").append(each & 0xff);
    }
    return text.toString();
  }

  /** As RFC 5952 writes IPv6: the longest run of two and more zeros is left out. */
  private static String shortened(byte[] bytes) {
    var groups = new int[8];
    Arrays.setAll(groups, i -> (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff));
    int best = -1;
    int longest = 1;
    for (int i = 0; i < groups.length; i++) {
      int run = 0;
      while (i + run < groups.length && groups[i + run] == 0) {
        run++;
      }
      if (run > longest) {
        best = i;
        longest = run;
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < groups.length; i++) {
      if (i == best) {
        text.append("::");
        i += longest - 1;
      } else {
        boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  /** A negative number counts from the end. */
  private static Value host(List<Value> arguments) {
    Network network = Network.parse(arguments.get(0).text());
    BigInteger number = wholeNumber(arguments.get(1));
    int hostBits = network.bits() - network.prefix();
    BigInteger size = BigInteger.ONE.shiftLeft(hostBits);
    BigInteger host = number.signum() < 0 ? size.add(number) : number;
    if (host.signum() < 0 || host.compareTo(size) >= 0) {
      throw Signature.invalid("host " + number + " does not fit into " + hostBits + " bits");
    }
    return Value.of(written(network.address().or(host), network.bits()));
  }

  private static BigInteger wholeNumber(Value value) {
    try {
      return value.number().toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw new DrydockException(ErrorKind.INVALID, "a whole number is required", e);
    }
  }

  private static Value netmask(List<Value> arguments) {
    Network network = Network.parse(arguments.getFirst().text());
    if (network.bits() != 32) {
      throw Signature.invalid("only IPv4 networks have a mask");
    }
    BigInteger all = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
    int hostBits = 32 - network.prefix();
    return Value.of(written(all.shiftRight(hostBits).shiftLeft(hostBits), 32));
  }

  private static Value subnet(List<Value> arguments) {
    int newBits = Numbers.whole(arguments.get(1).number());
    Network network = Network.parse(arguments.get(0).text());
    return Value.of(network.subnet(newBits, wholeNumber(arguments.get(2))).toString());
  }

  /** Networks behind each other, each begun where a network of its size can begin. */
  private static Value subnets(List<Value> arguments) {
    Network network = Network.parse(arguments.getFirst().text());
    BigInteger next = network.address();
    BigInteger end = next.add(BigInteger.ONE.shiftLeft(network.bits() - network.prefix()));
    var texts = new ArrayList<String>();
    for (Value each : arguments.subList(1, arguments.size())) {
      int newBits = Numbers.whole(each.number());
      int prefix = network.prefix() + newBits;
      if (newBits < 1 || prefix > network.bits()) {
        throw Signature.invalid(
            "there is no room for "
                + newBits
                + " more bits behind a prefix of "
                + network.prefix());
      }
      int hostBits = network.bits() - prefix;
      BigInteger size = BigInteger.ONE.shiftLeft(hostBits);
      BigInteger start =
          next.add(size).subtract(BigInteger.ONE).shiftRight(hostBits).shiftLeft(hostBits);
      next = start.add(size);
      if (next.compareTo(end) > 0) {
        throw Signature.invalid("there is no room for another network of prefix " + prefix);
      }
      texts.add(new Network(start, network.bits(), prefix).toString());
    }
    return Value.texts(texts);
  }
}
