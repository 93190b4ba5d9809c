package shop.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;

/** Succeeds while the worker's heartbeat is young. */
public final class HealthCheck {
  private HealthCheck() {}

  public static void main(String[] args) throws IOException {
    Instant last = Files.getLastModifiedTime(Worker.HEARTBEAT).toInstant();
    boolean alive = Duration.between(last, Instant.now()).toSeconds() < 15;
    System.exit(alive ? 0 : 1);
  }
}
