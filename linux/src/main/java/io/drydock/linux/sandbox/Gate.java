package io.drydock.linux.sandbox;

/**
 * Where the thread that starts the command and the one that mounts its /proc meet. Both are
 * platform threads: to wake a virtual one could mean to start a thread, which a thread with another
 * pid namespace for its children cannot do.
 */
final class Gate {
  private enum State {
    PREPARING,
    SPAWNING,
    OVER
  }

  private State state = State.PREPARING;
  private int threadId;

  /** The calling thread is about to start the command. */
  synchronized void spawning(int kernelThreadId) {
    threadId = kernelThreadId;
    state = State.SPAWNING;
    notifyAll();
  }

  /** The command has been started, or never will be. */
  synchronized void over() {
    state = State.OVER;
    notifyAll();
  }

  /**
   * Waits until a command is about to be started.
   *
   * @return the kernel's number of the thread that does it, or 0 when none will be started
   */
  synchronized int awaitSpawning() throws InterruptedException {
    while (state == State.PREPARING) {
      wait();
    }
    return state == State.SPAWNING ? threadId : 0;
  }

  synchronized boolean isOver() {
    return state == State.OVER;
  }
}
