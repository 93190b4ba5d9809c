package io.drydock.linux.network;

import java.net.Inet6Address;
import java.net.InetAddress;

/** A sort of virtual interface, with its own settings. */
public sealed interface LinkKind {
  /** The kernel's name of it. */
  String label();

  /** Writes the settings, within the attribute of link information. */
  void describe(Message message);

  /** A switch in software. */
  record Bridge() implements LinkKind {
    private static final int STP_STATE = 5;

    @Override
    public String label() {
      return "bridge";
    }

    @Override
    public void describe(Message message) {
      message.attribute32(STP_STATE, 0);
    }
  }

  /**
   * A further hardware address on an interface.
   *
   * @param mode {@code bridge}, {@code private}, {@code vepa} or {@code passthru}
   */
  record Macvlan(int parent, String mode) implements LinkKind {
    private static final int MODE = 1;

    @Override
    public String label() {
      return "macvlan";
    }

    @Override
    public void describe(Message message) {
      int number =
          switch (mode) {
            case "private" -> 1;
            case "vepa" -> 2;
            case "bridge" -> 4;
            case "passthru" -> 8;
            default -> throw new IllegalArgumentException("macvlan mode " + mode);
          };
      message.attribute32(MODE, number);
    }
  }

  /**
   * Further addresses on an interface, under its own hardware address.
   *
   * @param mode {@code l2}, {@code l3} or {@code l3s}
   * @param flag {@code bridge}, {@code private} or {@code vepa}
   */
  record Ipvlan(int parent, String mode, String flag) implements LinkKind {
    private static final int MODE = 1;
    private static final int FLAGS = 2;

    @Override
    public String label() {
      return "ipvlan";
    }

    @Override
    public void describe(Message message) {
      int number =
          switch (mode) {
            case "l2" -> 0;
            case "l3" -> 1;
            case "l3s" -> 2;
            default -> throw new IllegalArgumentException("ipvlan mode " + mode);
          };
      int flags =
          switch (flag) {
            case "bridge" -> 0;
            case "private" -> 1;
            case "vepa" -> 2;
            default -> throw new IllegalArgumentException("ipvlan flag " + flag);
          };
      message.attribute16(MODE, number).attribute16(FLAGS, flags);
    }
  }

  /** Frames of one number on an interface: IEEE 802.1Q. */
  record Vlan(int parent, int number) implements LinkKind {
    private static final int ID = 1;

    @Override
    public String label() {
      return "vlan";
    }

    @Override
    public void describe(Message message) {
      message.attribute16(ID, number);
    }
  }

  /**
   * Frames in UDP packets to other hosts, RFC 7348.
   *
   * @param number the network identifier, 24 bits
   * @param local address that the packets come from
   */
  record Vxlan(int number, InetAddress local, int port) implements LinkKind {
    private static final int ID = 1;
    private static final int LOCAL = 4;
    private static final int LEARNING = 7;
    private static final int PORT = 15;
    private static final int LOCAL6 = 17;

    @Override
    public String label() {
      return "vxlan";
    }

    @Override
    public void describe(Message message) {
      message
          .attribute32(ID, number)
          .attribute(local instanceof Inet6Address ? LOCAL6 : LOCAL, local)
          .attribute8(LEARNING, 1)
          .attributePort(PORT, port);
    }
  }
}
