package io.drydock.linux.sandbox;

import java.io.InputStream;
import java.io.OutputStream;

/** Runs commands as their {@link SandboxSpec} says. */
public final class Sandbox {
  private Sandbox() {}

  /**
   * How the command ended.
   *
   * @param exitCode of the command, or 128 + {@code signal}
   * @param signal that ended it, or 0
   */
  public record Result(int exitCode, int signal, boolean outOfMemory) {}

  /**
   * Starts the command. It sees {@code stdin} to its end; what it prints goes to the two streams,
   * each written by a thread of its own. Every process it leaves is killed when it ends.
   *
   * @throws io.drydock.core.DrydockException when the sandbox cannot be made on this host
   *     (UNSUPPORTED with what to do), or the command cannot be found or executed (STEP_FAILED,
   *     exit code 127 or 126 in the message)
   */
  public static Running start(
      SandboxSpec spec, InputStream stdin, OutputStream stdout, OutputStream stderr) {
    throw new UnsupportedOperationException(spec.toString());
  }

  /** A command under way. */
  public interface Running {
    /** Waits for the end of the command and of its output. */
    Result await() throws InterruptedException;

    /** Kills the command and all it started. */
    void kill();
  }
}
