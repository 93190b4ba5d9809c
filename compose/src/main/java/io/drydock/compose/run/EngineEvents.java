package io.drydock.compose.run;

import com.google.gson.JsonObject;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.compose.request.Labels;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of a project's containers, from the moment of opening. A thread of its own reads them;
 * who waits for something looks again whenever one has come.
 */
public final class EngineEvents implements AutoCloseable {
  private final EngineResponse response;
  private final Consumer<EngineEvent> consumer;
  private long count;
  private @Nullable String ending;
  private boolean closed;

  private EngineEvents(EngineResponse response, Consumer<EngineEvent> consumer) {
    this.response = response;
    this.consumer = consumer;
  }

  /** Begins to listen; when it returns no event of the project is missed any more. */
  static EngineEvents open(EngineClient engine, String project) {
    return open(engine, project, event -> {});
  }

  /**
   * The same, which tells of each event.
   *
   * @param consumer called by the reading thread
   */
  public static EngineEvents open(
      EngineClient engine, String project, Consumer<EngineEvent> consumer) {
    var filters = new JsonObject();
    filters.add("type", Json.array(List.of("container")));
    filters.add("label", Json.array(List.of(Labels.PROJECT + "=" + project)));
    var events =
        new EngineEvents(engine.get("/events", new Query().json("filters", filters)), consumer);
    Thread.ofPlatform().daemon().name("events of " + project).start(events::read);
    return events;
  }

  private void read() {
    String end = "the engine ended the stream of events";
    try {
      JsonMessages.read(
          response.body(),
          "the engine",
          event -> {
            consumer.accept(EngineEvent.of(event));
            came();
          });
    } catch (DrydockException e) {
      end = "the stream of events broke: " + e.getMessage();
    }
    ended(end);
  }

  private synchronized void came() {
    count++;
    notifyAll();
  }

  private synchronized void ended(String why) {
    ending = why;
    notifyAll();
  }

  /** The number of events that have come, for {@link #awaitAfter}. */
  synchronized long count() {
    return count;
  }

  /**
   * Waits until more events have come, or the time is over.
   *
   * @throws DrydockException of kind UNAVAILABLE when no more can come
   */
  synchronized void awaitAfter(long seen, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (count == seen && !closed) {
      if (ending != null) {
        throw new DrydockException(ErrorKind.UNAVAILABLE, ending);
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  /** Waits until the engine ends the stream, or this is closed. */
  public synchronized void awaitEnd() throws InterruptedException {
    while (ending == null && !closed) {
      wait();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    response.close();
  }
}
