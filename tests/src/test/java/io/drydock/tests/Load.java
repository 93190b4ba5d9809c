package io.drydock.tests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests to one address on this machine from a few callers at once, one after another each, until
 * it is closed; bounded in number and in time whatever becomes of who started it.
 */
final class Load implements AutoCloseable {
  private static final int MOST_REQUESTS = 20_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AtomicInteger sent = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> callers = new ArrayList<>();
  private final long end = System.nanoTime() + LONGEST.toNanos();
  private volatile boolean closed;

  /** Starts to ask for the address. */
  Load(URI address, int callers) {
    for (int i = 0; i < callers; i++) {
      this.callers.add(Thread.startVirtualThread(() -> callRepeatedly(address)));
    }
  }

  private void callRepeatedly(URI address) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!closed && System.nanoTime() < end && sent.incrementAndGet() <= MOST_REQUESTS) {
        call(client, request);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(HttpClient client, HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        failures.add(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      failures.add(e.toString());
    }
  }

  /** How many requests were sent. */
  int sent() {
    return sent.get();
  }

  /** What went wrong, in the order in which it did. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Ends all callers. */
  @Override
  public void close() {
    closed = true;
    try {
      for (Thread each : callers) {
        each.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
