package io.drydock.linux.network;

import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.LinuxException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The connections that a namespace's kernel keeps track of and translates: nf_conntrack. */
public final class ConnectionTable {
  private static final int GET = 1 << 8 | 1;
  private static final int DELETE = 1 << 8 | 2;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int STRUCTURE_BYTES = 4;
  private static final int TUPLE = 1;
  private static final int TUPLE_PROTOCOL = 2;
  private static final int PROTOCOL_NUMBER = 1;
  private static final int PROTOCOL_TARGET_PORT = 3;
  private static final int ID = 12;
  private static final int UDP = 17;

  private ConnectionTable() {}

  /**
   * Forgets the flows of UDP datagrams to certain ports. A flow that began before a rule was made
   * or after it was gone would go its old way for as long as it goes on.
   */
  public static void forgetDatagrams(NetworkNamespace where, IntPredicate port) {
    where.call(() -> {
      try (var netlink = new Netlink(Netlink.NETFILTER)) {
        for (int family : new int[] {AF_INET, AF_INET6}) {
          Message list = structure(new Message(GET, Message.DUMP), family);
          for (byte[] body : netlink.dump(list, "list connections")) {
            Reply flow = Reply.of(body, STRUCTURE_BYTES);
            if (target(flow).filter(port::test).isPresent()) {
              forget(netlink, flow, family);
            }
          }
        }
      }
      return true;
    });
  }

  /** The port that a flow of datagrams was sent to, before any translation. */
  private static Optional<Integer> target(Reply flow) {
    return flow.nested(TUPLE)
        .flatMap(each -> each.nested(TUPLE_PROTOCOL))
        .filter(each -> each.bytes(PROTOCOL_NUMBER).filter(it -> it[0] == UDP).isPresent())
        .flatMap(each -> each.bytes(PROTOCOL_TARGET_PORT))
        .map(each -> ByteBuffer.wrap(each).getShort() & 0xffff);
  }

  private static void forget(Netlink netlink, Reply flow, int family) {
    Message message = structure(new Message(DELETE, Message.ACKNOWLEDGE), family);
    message.attribute(TUPLE | Message.NESTED, flow.bytes(TUPLE).orElseThrow());
    flow.bytes(ID).ifPresent(each -> message.attribute(ID, each));
    try {
      netlink.request(message, "forget a connection");
    } catch (LinuxException e) {
      if (!e.is(Errno.ENOENT)) {
        throw e;
      }
    }
  }

  private static Message structure(Message message, int family) {
    return message.int8(family).int8(0).int16(0);
  }
}
