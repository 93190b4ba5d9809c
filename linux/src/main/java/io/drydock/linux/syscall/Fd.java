package io.drydock.linux.syscall;

/**
 * An open file descriptor of this process, closed with this object.
 *
 * @param number at least 0
 */
public record Fd(int number) implements AutoCloseable {

  /** The path by which system calls that take only paths reach the descriptor's file. */
  public String path() {
    return "/proc/self/fd/" + number;
  }

  /** Closes it. A descriptor is closed once; closing reports no errors. */
  @Override
  public void close() {
    Kernel.call(SystemCall.CLOSE, number);
  }
}
