package io.drydock.tests.clients;

/**
 * The steps of a client program; each prints a line when it went well, and the first failure ends
 * it.
 */
final class Steps {
  private Steps() {}

  /** Something that is tried, with checks of its own. */
  interface Step {
    void run() throws Exception;
  }

  static void step(String name, Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    System.out.println("ok " + name + " " + (System.nanoTime() - start) / 1_000_000 + " ms");
  }
}
