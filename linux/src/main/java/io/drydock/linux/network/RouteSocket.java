package io.drydock.linux.network;

import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.LinuxException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The links, addresses and routes of one namespace: rtnetlink(7). Safe for use by many threads. */
public final class RouteSocket implements AutoCloseable {
  private static final int NEW_LINK = 16;
  private static final int DELETE_LINK = 17;
  private static final int GET_LINK = 18;
  private static final int SET_LINK = 19;
  private static final int NEW_ADDRESS = 20;
  private static final int DELETE_ADDRESS = 21;
  private static final int GET_ADDRESS = 22;
  private static final int NEW_ROUTE = 24;
  private static final int DELETE_ROUTE = 25;
  private static final int GET_ROUTE = 26;
  private static final int NEW_NEIGHBOUR = 28;
  private static final int DELETE_NEIGHBOUR = 29;
  private static final int GET_NEIGHBOUR = 30;

  private static final int LINK_ADDRESS = 1;
  private static final int LINK_NAME = 3;
  private static final int LINK_MTU = 4;
  private static final int LINK_PARENT = 5;
  private static final int LINK_MASTER = 10;
  private static final int LINK_PORT = 12;
  private static final int LINK_INFO = 18;
  private static final int LINK_NAMESPACE = 28;
  private static final int INFO_KIND = 1;
  private static final int INFO_DATA = 2;
  private static final int VETH_PEER = 1;
  private static final int PORT_HAIRPIN = 4;
  private static final int PORT_ISOLATED = 33;
  private static final int UP = 1;

  private static final int AF_INET = 2;
  private static final int AF_BRIDGE = 7;
  private static final int AF_INET6 = 10;
  private static final int NO_DUPLICATE_DETECTION = 2;
  private static final int LINK_STRUCTURE_BYTES = 16;
  private static final int ADDRESS_STRUCTURE_BYTES = 8;
  private static final int ROUTE_STRUCTURE_BYTES = 12;
  private static final int NEIGHBOUR_STRUCTURE_BYTES = 12;
  private static final int MAIN_TABLE = 254;
  private static final int STATIC = 4;
  private static final int UNICAST = 1;
  private static final int SCOPE_LINK = 253;
  private static final int ON_LINK = 4;
  private static final int ROUTE_DESTINATION = 1;
  private static final int ROUTE_LINK = 4;
  private static final int ROUTE_GATEWAY = 5;
  private static final int PERMANENT = 0x80;
  private static final int NO_ARP = 0x40;
  private static final int OF_ITSELF = 2;

  private final Netlink netlink = new Netlink(Netlink.ROUTE);

  /** Of the calling thread's namespace. */
  RouteSocket() {}

  /** All links. */
  public List<Link> links() {
    Message message = link(GET_LINK, Message.DUMP, 0, 0, 0);
    return netlink.dump(message, "list links").stream().map(RouteSocket::link).toList();
  }

  /** The link of that name, or empty. */
  public Optional<Link> find(String name) {
    Message message = link(GET_LINK, Message.ACKNOWLEDGE, 0, 0, 0).attribute(LINK_NAME, name);
    try {
      return netlink.dump(message, "find link " + name).stream().map(RouteSocket::link).findFirst();
    } catch (LinuxException e) {
      if (e.is(Errno.ENODEV)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The link of that name. */
  public Link get(String name) {
    return find(name)
        .orElseThrow(() -> new LinuxException("find link " + name, Errno.ENODEV.number()));
  }

  /**
   * A link to be made.
   *
   * @param macAddress empty to have one made
   * @param mtu 0 for the kind's default
   * @param parent index of the link it lies on, or 0
   */
  public record NewLink(String name, String macAddress, int mtu, int parent) {
    /** One with nothing chosen but its name. */
    public static NewLink named(String name) {
      return new NewLink(name, "", 0, 0);
    }
  }

  /** Makes a link in this namespace. */
  public void add(NewLink link, LinkKind kind) {
    add(link, kind, Optional.empty());
  }

  /** Makes a link in another namespace; its parent is in this one. */
  public void add(NewLink link, LinkKind kind, NetworkNamespace where) {
    add(link, kind, Optional.of(where));
  }

  private void add(NewLink link, LinkKind kind, Optional<NetworkNamespace> where) {
    Message message = describe(newLink(), link);
    where.ifPresent(each -> message.attribute32(LINK_NAMESPACE, each.descriptor().number()));
    message.nest(LINK_INFO).attribute(INFO_KIND, kind.label()).nest(INFO_DATA);
    kind.describe(message);
    netlink.request(message.end().end(), "add " + kind.label() + " " + link.name());
  }

  /**
   * Makes a pair of links, what goes into one comes out of the other.
   *
   * @param here its end in this namespace
   * @param master index of the bridge that this end belongs to, or 0
   * @param there its end in the other namespace
   */
  public void addPair(NewLink here, int master, NewLink there, NetworkNamespace where) {
    Message message = describe(newLink(), here);
    if (master != 0) {
      message.attribute32(LINK_MASTER, master);
    }
    message.nest(LINK_INFO).attribute(INFO_KIND, "veth").nest(INFO_DATA).nest(VETH_PEER);
    structure(message, 0, 0, 0, 0);
    describe(message, there);
    message.attribute32(LINK_NAMESPACE, where.descriptor().number());
    netlink.request(message.end().end().end(), "add veth " + here.name());
  }

  private static Message newLink() {
    return link(NEW_LINK, Message.ACKNOWLEDGE | Message.CREATE | Message.EXCLUSIVE, 0, 0, UP);
  }

  private static Message describe(Message message, NewLink link) {
    message.attribute(LINK_NAME, link.name());
    if (!link.macAddress().isEmpty()) {
      message.attribute(LINK_ADDRESS, Link.parseMac(link.macAddress()));
    }
    if (link.mtu() != 0) {
      message.attribute32(LINK_MTU, link.mtu());
    }
    if (link.parent() != 0) {
      message.attribute32(LINK_PARENT, link.parent());
    }
    return message;
  }

  /** Removes a link, and with one end of a pair the other. One that is not there is no error. */
  public void delete(String name) {
    find(name)
        .ifPresent(each -> {
          try {
            Message message = link(DELETE_LINK, Message.ACKNOWLEDGE, 0, each.index(), 0);
            netlink.request(message, "delete link " + name);
          } catch (LinuxException e) {
            if (!e.is(Errno.ENODEV)) {
              throw e;
            }
          }
        });
  }

  /** Lets a link carry packets. */
  public void up(int index) {
    netlink.request(link(SET_LINK, Message.ACKNOWLEDGE, 0, index, UP), "set link up");
  }

  /** Gives a link another name. */
  public void rename(int index, String name) {
    Message message = link(SET_LINK, Message.ACKNOWLEDGE, 0, index, 0);
    netlink.request(message.attribute(LINK_NAME, name), "rename link to " + name);
  }

  /** Plugs a link into a bridge. */
  public void plug(int index, int bridge) {
    Message message = link(SET_LINK, Message.ACKNOWLEDGE, 0, index, 0);
    netlink.request(message.attribute32(LINK_MASTER, bridge), "plug into a bridge");
  }

  /**
   * Sets how a port of a bridge behaves.
   *
   * @param hairpin whether a packet may leave by the port it came in
   * @param isolated whether it speaks only with the bridge itself and with ports that may
   */
  public void setPort(int index, boolean hairpin, boolean isolated) {
    Message message = link(SET_LINK, Message.ACKNOWLEDGE, AF_BRIDGE, index, 0);
    message
        .nest(LINK_PORT)
        .attribute8(PORT_HAIRPIN, hairpin ? 1 : 0)
        .attribute8(PORT_ISOLATED, isolated ? 1 : 0)
        .end();
    netlink.request(message, "set up a port of a bridge");
  }

  /** An address of a link with the size of its subnet. */
  public record LinkAddress(int link, InetAddress address, int prefixLength) {}

  /** All addresses. */
  public List<LinkAddress> addresses() {
    Message message = address(GET_ADDRESS, Message.DUMP, 0, 0, 0, 0);
    return netlink.dump(message, "list addresses").stream()
        .map(each -> Reply.of(each, ADDRESS_STRUCTURE_BYTES))
        .flatMap(each ->
            each.address(2).or(() -> each.address(1)).stream()
                .map(it -> new LinkAddress(each.int32(4), it, each.int8(1))))
        .toList();
  }

  /** Gives a link an address, at once usable. One that it has already is no error. */
  public void addAddress(LinkAddress address) {
    InetAddress value = address.address();
    boolean six = value instanceof Inet6Address;
    Message message =
        address(
            NEW_ADDRESS,
            Message.ACKNOWLEDGE | Message.CREATE | Message.REPLACE,
            six ? AF_INET6 : AF_INET,
            address.prefixLength(),
            six ? NO_DUPLICATE_DETECTION : 0,
            address.link());
    message.attribute(2, value).attribute(1, value);
    if (!six && address.prefixLength() < 31) {
      message.attribute(4, broadcast(value, address.prefixLength()));
    }
    netlink.request(message, "add address " + value.getHostAddress());
  }

  public void deleteAddress(LinkAddress address) {
    InetAddress value = address.address();
    int family = value instanceof Inet6Address ? AF_INET6 : AF_INET;
    Message message =
        address(
            DELETE_ADDRESS, Message.ACKNOWLEDGE, family, address.prefixLength(), 0, address.link());
    netlink.request(message.attribute(2, value), "delete address " + value.getHostAddress());
  }

  /** The routes of the main table. */
  public List<Route> routes() {
    Message message = new Message(GET_ROUTE, Message.DUMP);
    routeStructure(message, 0, 0, 0);
    return netlink.dump(message, "list routes").stream()
        .map(each -> Reply.of(each, ROUTE_STRUCTURE_BYTES))
        .filter(each -> each.int8(4) == MAIN_TABLE && each.int8(7) == UNICAST)
        .map(each ->
            new Route(
                each.address(ROUTE_DESTINATION),
                each.int8(1),
                each.address(ROUTE_GATEWAY),
                each.number(ROUTE_LINK).orElse(0),
                each.int8(0) == AF_INET6))
        .toList();
  }

  /** Makes a link's gateway the default route, in place of the present one. */
  public void setDefaultRoute(int link, InetAddress gateway) {
    int family = gateway instanceof Inet6Address ? AF_INET6 : AF_INET;
    deleteDefaultRoutes(family);
    Message message =
        new Message(NEW_ROUTE, Message.ACKNOWLEDGE | Message.CREATE | Message.REPLACE);
    routeStructure(message, family, 0, ON_LINK);
    message.attribute(ROUTE_GATEWAY, gateway).attribute32(ROUTE_LINK, link);
    netlink.request(message, "add default route by " + gateway.getHostAddress());
  }

  /** Makes all that has no other way leave by a link, without a gateway. */
  public void setDefaultRoute(int link, boolean ipv6) {
    int family = ipv6 ? AF_INET6 : AF_INET;
    deleteDefaultRoutes(family);
    Message message =
        new Message(NEW_ROUTE, Message.ACKNOWLEDGE | Message.CREATE | Message.REPLACE);
    routeStructure(message, family, ipv6 ? 0 : SCOPE_LINK, 0);
    netlink.request(message.attribute32(ROUTE_LINK, link), "add default route");
  }

  /** Removes the default routes of both families. */
  public void deleteDefaultRoutes() {
    deleteDefaultRoutes(AF_INET);
    deleteDefaultRoutes(AF_INET6);
  }

  private void deleteDefaultRoutes(int family) {
    for (Route route : routes()) {
      if (route.destination().isEmpty()
          && route.prefixLength() == 0
          && route.ipv6() == (family == AF_INET6)) {
        Message message = new Message(DELETE_ROUTE, Message.ACKNOWLEDGE);
        routeStructure(message, family, 0, 0);
        message.attribute32(ROUTE_LINK, route.link());
        netlink.request(message, "delete default route");
      }
    }
  }

  /** Sends what nobody is known to answer for, over a VXLAN link, to one more host. */
  public void addFloodTarget(int vxlan, InetAddress target) {
    int flags = Message.ACKNOWLEDGE | Message.CREATE | Message.APPEND;
    netlink.request(
        floodTarget(NEW_NEIGHBOUR, flags, vxlan, target),
        "add host " + target.getHostAddress() + " to a VXLAN");
  }

  /** Forgets all that {@link #addFloodTarget} told a link. */
  public void deleteFloodTargets(int vxlan) {
    Message message = neighbour(GET_NEIGHBOUR, Message.DUMP, 0);
    for (byte[] body : netlink.dump(message, "list hosts of a VXLAN")) {
      Reply reply = Reply.of(body, NEIGHBOUR_STRUCTURE_BYTES);
      boolean flooded = reply.bytes(2).filter(RouteSocket::isZero).isPresent();
      if (reply.int32(4) == vxlan && flooded && reply.bytes(1).isPresent()) {
        InetAddress target = reply.address(1).orElseThrow();
        netlink.request(
            floodTarget(DELETE_NEIGHBOUR, Message.ACKNOWLEDGE, vxlan, target),
            "remove host " + target.getHostAddress() + " from a VXLAN");
      }
    }
  }

  private static Message floodTarget(int type, int flags, int vxlan, InetAddress target) {
    return neighbour(type, flags, vxlan).attribute(2, new byte[6]).attribute(1, target);
  }

  private static Message neighbour(int type, int flags, int link) {
    return new Message(type, flags)
        .int8(AF_BRIDGE)
        .int8(0)
        .int16(0)
        .int32(link)
        .int16(PERMANENT | NO_ARP)
        .int8(OF_ITSELF)
        .int8(0);
  }

  private static boolean isZero(byte[] bytes) {
    for (byte each : bytes) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    netlink.close();
  }

  private static InetAddress broadcast(InetAddress address, int prefixLength) {
    byte[] bytes = address.getAddress();
    for (int bit = prefixLength; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Link link(byte[] body) {
    Reply reply = Reply.of(body, LINK_STRUCTURE_BYTES);
    return new Link(
        reply.int32(4),
        reply.string(LINK_NAME).orElse(""),
        reply.nested(LINK_INFO).flatMap(each -> each.string(INFO_KIND)).orElse(""),
        reply.bytes(LINK_ADDRESS).map(Link::format).orElse(""),
        reply.number(LINK_MTU).orElse(0),
        reply.number(LINK_MASTER).orElse(0),
        (reply.int32(8) & UP) != 0);
  }

  private static Message link(int type, int flags, int family, int index, int up) {
    return structure(new Message(type, flags), family, index, up, up);
  }

  private static Message structure(Message message, int family, int index, int flags, int change) {
    return message.int8(family).int8(0).int16(0).int32(index).int32(flags).int32(change);
  }

  private static Message address(
      int type, int flags, int family, int prefixLength, int addressFlags, int link) {
    return new Message(type, flags)
        .int8(family)
        .int8(prefixLength)
        .int8(addressFlags)
        .int8(0)
        .int32(link);
  }

  private static void routeStructure(Message message, int family, int scope, int flags) {
    message.int8(family).int8(0).int8(0).int8(0);
    message.int8(MAIN_TABLE).int8(STATIC).int8(scope).int8(UNICAST).int32(flags);
  }
}
