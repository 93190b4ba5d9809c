package io.drydock.tests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/**
 * An engine for tests. The system property {@code engine.host} names another one to take instead, as
 * a Docker engine: what a test expects of Drydock has to hold there too.
 */
final class TestEngine implements AutoCloseable {
  private final String host;
  private final Drydock drydock;

  private TestEngine(String host, Drydock drydock) {
    this.host = host;
    this.drydock = drydock;
  }

  static TestEngine start(Path folder) {
    String given = System.getProperty("engine.host", "");
    assumeTrue(!given.isEmpty(), "no engine");
    return new TestEngine(given, new Drydock(folder.resolve("store")));
  }

  /** As DOCKER_HOST takes it. */
  String host() {
    return host;
  }

  /** The command line on the engine's store. */
  Drydock drydock() {
    return drydock;
  }

  @Override
  public void close() {}
}
