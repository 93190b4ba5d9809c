package io.drydock.linux.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A connected unix socket of the type {@code SOCK_SEQPACKET}, which the JDK does not know: each
 * message arrives as it was sent. Waits in the kernel, so for threads of the platform alone. One
 * thread receives; it closes the socket.
 */
public final class PacketSocket implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SEQPACKET_CLOEXEC = 5 | 0x80000;
  private static final int PATH_ONLY = 0x200000;
  private static final int ADDRESS_BYTES = 110;
  private static final int NO_SIGNAL = 0x4000;
  private static final int WRITING = 1;
  private static final int BOTH = 2;

  private final Fd socket;

  private PacketSocket(Fd socket) {
    this.socket = socket;
  }

  /**
   * Connects to the socket of that name in a directory, however long the directory's path is.
   *
   * @throws LinuxException when nobody listens there
   */
  public static PacketSocket connect(Path directory, String name) {
    long opened = FileCalls.open(FileCalls.CWD, directory.toString(), PATH_ONLY, 0);
    try (Fd parent =
            new Fd((int) Kernel.check(opened, SystemCall.OPENAT, "\"" + directory + "\""));
        Arena arena = Arena.ofConfined()) {
      byte[] path = (parent.path() + "/" + name).getBytes(StandardCharsets.UTF_8);
      MemorySegment address = arena.allocate(ADDRESS_BYTES, 2);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
      long fd = Kernel.call(SystemCall.SOCKET, AF_UNIX, SEQPACKET_CLOEXEC, 0);
      var socket = new Fd((int) Kernel.check(fd, SystemCall.SOCKET, "of unix packets"));
      long result =
          Kernel.call(SystemCall.CONNECT, socket.number(), address.address(), ADDRESS_BYTES);
      if (result < 0) {
        socket.close();
      }
      Kernel.check(result, SystemCall.CONNECT, "\"" + directory.resolve(name) + "\"");
      return new PacketSocket(socket);
    }
  }

  /** Waits for a message and returns its length; 0 when there are no more. */
  public int receive(MemorySegment buffer) {
    long length;
    do {
      length =
          Kernel.call(
              SystemCall.RECVFROM, socket.number(), buffer.address(), buffer.byteSize(), 0, 0, 0);
    } while (length == -Errno.EINTR.number());
    return (int) Math.max(0, length);
  }

  /** Sends one message, and waits while the other side is not ready; false when it is gone. */
  public boolean send(MemorySegment message) {
    long result;
    do {
      result =
          Kernel.call(
              SystemCall.SENDTO,
              socket.number(),
              message.address(),
              message.byteSize(),
              NO_SIGNAL,
              0,
              0);
    } while (result == -Errno.EINTR.number());
    return result >= 0;
  }

  /** Sends no more; the other side's messages still come. */
  public void endSending() {
    Kernel.call(SystemCall.SHUTDOWN, socket.number(), WRITING);
  }

  /** Ends both directions, which wakes the threads that wait in this socket. */
  public void end() {
    Kernel.call(SystemCall.SHUTDOWN, socket.number(), BOTH);
  }

  @Override
  public void close() {
    socket.close();
  }
}
