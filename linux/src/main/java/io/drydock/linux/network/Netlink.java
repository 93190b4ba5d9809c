package io.drydock.linux.network;

import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A netlink socket. It speaks to the network namespace of the thread that opened it for as long as
 * it lives, from whatever thread it is used.
 */
final class Netlink implements AutoCloseable {
  static final int ROUTE = 0;
  static final int NETFILTER = 12;

  private static final int AF_NETLINK = 16;
  private static final int RAW_CLOEXEC = 3 | 0x80000;
  private static final int SOL_NETLINK = 270;
  private static final int CAP_ACKNOWLEDGE = 10;
  private static final int EXTENDED_ACKNOWLEDGE = 11;
  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final int EXPLANATION = 1;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Fd socket;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(BUFFER_BYTES, 8);
  private int sequence;

  Netlink(int protocol) {
    long fd = Kernel.call(SystemCall.SOCKET, AF_NETLINK, RAW_CLOEXEC, protocol);
    this.socket = new Fd((int) Kernel.check(fd, SystemCall.SOCKET, "of netlink"));
    MemorySegment one = buffer.asSlice(0, 4);
    one.set(ValueLayout.JAVA_INT, 0, 1);
    // Older kernels don't know these, and then say less about errors.
    for (int option : new int[] {CAP_ACKNOWLEDGE, EXTENDED_ACKNOWLEDGE}) {
      Kernel.call(SystemCall.SETSOCKOPT, socket.number(), SOL_NETLINK, option, one.address(), 4);
    }
  }

  /**
   * Asks for something to be done, and waits until it is.
   *
   * @param action names it for the error message
   * @throws LinuxException when the kernel refuses, with its own words where it has any
   */
  synchronized void request(Message message, String action) {
    send(message, action);
    int errno = receive(action, new ArrayList<>());
    if (errno != 0) {
      throw new LinuxException(action + explanation(), errno);
    }
  }

  /** Asks for a list; each element is the body of one message. */
  synchronized List<byte[]> dump(Message message, String action) {
    send(message, action);
    var bodies = new ArrayList<byte[]>();
    int errno = receive(action, bodies);
    if (errno != 0) {
      throw new LinuxException(action + explanation(), errno);
    }
    return bodies;
  }

  private String lastExplanation = "";

  private String explanation() {
    return lastExplanation.isEmpty() ? "" : " (" + lastExplanation + ")";
  }

  private void send(Message message, String action) {
    byte[] bytes = message.encode(++sequence);
    MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, bytes.length);
    long sent =
        Kernel.call(SystemCall.SENDTO, socket.number(), buffer.address(), bytes.length, 0, 0, 0);
    Kernel.check(sent, SystemCall.SENDTO, action);
  }

  /** Collects until the end of the answer; returns its error number. */
  private int receive(String action, List<byte[]> bodies) {
    lastExplanation = "";
    while (true) {
      long length =
          Kernel.call(
              SystemCall.RECVFROM, socket.number(), buffer.address(), BUFFER_BYTES, 0, 0, 0);
      Kernel.check(length, SystemCall.RECVFROM, action);
      ByteBuffer datagram = buffer.asSlice(0, length).asByteBuffer().order(ByteOrder.nativeOrder());
      int end = read(datagram, bodies);
      if (end <= 0) {
        return -end;
      }
    }
  }

  /** Reads the messages of one datagram; 1 when more follow, else the negative error number. */
  private int read(ByteBuffer datagram, List<byte[]> bodies) {
    int at = 0;
    while (at + Message.HEADER_BYTES <= datagram.limit()) {
      int length = datagram.getInt(at);
      int type = datagram.getShort(at + 4) & 0xffff;
      boolean ours = datagram.getInt(at + 8) == sequence;
      if (ours && (type == ERROR || type == DONE)) {
        return end(datagram, at, length, type);
      }
      if (ours) {
        byte[] body = new byte[length - Message.HEADER_BYTES];
        datagram.get(at + Message.HEADER_BYTES, body);
        bodies.add(body);
      }
      at += (length + 3) & ~3;
    }
    return 1;
  }

  private int end(ByteBuffer datagram, int at, int length, int type) {
    int body = at + Message.HEADER_BYTES;
    int errno = length >= Message.HEADER_BYTES + 4 ? datagram.getInt(body) : 0;
    if (type == ERROR && errno != 0) {
      byte[] rest = new byte[length - Message.HEADER_BYTES];
      datagram.get(body, rest);
      // The error, the header of the request, and with NETLINK_EXT_ACK attributes.
      lastExplanation = Reply.of(rest, 4 + Message.HEADER_BYTES).string(EXPLANATION).orElse("");
    }
    return Math.min(errno, 0);
  }

  @Override
  public void close() {
    socket.close();
    arena.close();
  }
}
