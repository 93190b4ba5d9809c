package io.drydock.linux.sandbox;

import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.ProcessCalls;
import java.util.function.IntSupplier;

/** A command's process, whoever is its parent. */
interface CommandProcess extends AutoCloseable {
  /**
   * Waits until neither the command nor anything that it started is left; asked when the command's
   * output has ended. Returns the status as {@code wait(2)} encodes it.
   */
  int await();

  /** Kills the command; what it started goes with it. */
  void kill();

  @Override
  void close();

  /**
   * A process that is known by a descriptor, which cannot come to mean another one.
   *
   * @param status as {@link #await}
   */
  static CommandProcess of(Fd descriptor, IntSupplier status) {
    return new CommandProcess() {
      @Override
      public int await() {
        return status.getAsInt();
      }

      @Override
      public void kill() {
        ProcessCalls.signal(descriptor, ProcessCalls.SIGKILL);
      }

      @Override
      public void close() {
        descriptor.close();
      }
    };
  }
}
