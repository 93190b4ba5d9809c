package io.drydock.linux.syscall;

/**
 * An open file descriptor of this process, closed with this object.
 *
 * @param number at least 0
 */
public record Fd(int number) implements AutoCloseable {
  private static final int DUPLICATE_CLOEXEC = 1030;

  /** The path by which system calls that take only paths reach the descriptor's file. */
  public String path() {
    return "/proc/self/fd/" + number;
  }

  /** A further descriptor of the same file, with a number no lower than the one given. */
  public Fd duplicate(int lowest) {
    long fd = Kernel.call(SystemCall.FCNTL, number, DUPLICATE_CLOEXEC, lowest);
    return new Fd((int) Kernel.check(fd, SystemCall.FCNTL, "of descriptor " + number));
  }

  /** Closes it. A descriptor is closed once; closing reports no errors. */
  @Override
  public void close() {
    Kernel.call(SystemCall.CLOSE, number);
  }
}
