package io.drydock.linux.syscall;

/** An open file descriptor of this process, closed with this object. */
public final class Fd implements AutoCloseable {
  private static final int DUPLICATE_CLOEXEC = 1030;

  private final int number;
  private boolean closed;

  /**
   * @param number at least 0
   */
  public Fd(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The path by which system calls that take only paths reach the descriptor's file. */
  public String path() {
    return "/proc/self/fd/" + number;
  }

  /** A further descriptor of the same file, with a number no lower than the one given. */
  public Fd duplicate(int lowest) {
    long fd = Kernel.call(SystemCall.FCNTL, number, DUPLICATE_CLOEXEC, lowest);
    return new Fd((int) Kernel.check(fd, SystemCall.FCNTL, "of descriptor " + number));
  }

  /**
   * Closes it and reports no errors. Only the first call counts: by the second, the number may be
   * another file's.
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Kernel.call(SystemCall.CLOSE, number);
    }
  }
}
