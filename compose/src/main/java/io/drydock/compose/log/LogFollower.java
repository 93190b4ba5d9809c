package io.drydock.compose.log;

import io.drydock.client.EngineClient;
import io.drydock.core.DrydockException;
import io.drydock.core.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the logs of containers, each in a thread of its own, and gives whole lines to one
 * receiver, one after the other. Containers may be added at any time.
 */
public final class LogFollower implements AutoCloseable {
  private final EngineClient engine;
  private final Consumer<LogLine> receiver;
  private final Map<String, Following> followed = new HashMap<>();
  private boolean closed;

  /**
   * @param receiver is called by one thread at a time
   */
  public LogFollower(EngineClient engine, Consumer<LogLine> receiver) {
    this.engine = engine;
    this.receiver = receiver;
  }

  /** One container's log while it is read; {@code last} is the time of the last line. */
  private static final class Following {
    private final Thread thread;
    private @Nullable LogReader reader;
    private String last = "";

    Following(Thread thread) {
      this.thread = thread;
    }
  }

  /**
   * Follows a container's log until it ends. One that is followed already goes on as it is; one
   * whose log had ended goes on after the last line that was seen.
   */
  public synchronized void follow(LogSource source, LogQuery query) {
    Following before = followed.get(source.id());
    if (closed || (before != null && before.thread.isAlive())) {
      return;
    }
    String last = before == null ? "" : before.last;
    var following =
        new Following(Thread.ofPlatform().daemon().unstarted(() -> read(source, query)));
    following.last = last;
    followed.put(source.id(), following);
    following.thread.start();
  }

  private void read(LogSource source, LogQuery query) {
    try (LogReader reader = LogReader.open(engine, source, query)) {
      String after = begin(source, reader);
      Optional<LogLine> line = reader.next();
      while (line.isPresent()) {
        if (after.isEmpty() || line.get().time().compareTo(after) > 0) {
          give(source, line.get());
        }
        line = reader.next();
      }
    } catch (IOException | DrydockException e) {
      // The container or its engine has gone: what watches them tells.
    }
  }

  private synchronized String begin(LogSource source, LogReader reader) {
    Following following = following(source);
    following.reader = reader;
    if (closed) {
      reader.close();
    }
    return following.last;
  }

  private synchronized void give(LogSource source, LogLine line) {
    if (!closed) {
      following(source).last = line.time();
      receiver.accept(line);
    }
  }

  private Following following(LogSource source) {
    return java.util.Objects.requireNonNull(followed.get(source.id()));
  }

  /** Waits until the container's log has ended, no longer than that. */
  public void awaitEnd(LogSource source, Duration atMost) throws InterruptedException {
    Following following;
    synchronized (this) {
      following = followed.get(source.id());
    }
    if (following != null) {
      following.thread.join(atMost);
    }
  }

  /** Waits until all logs have ended. */
  public void awaitAll() throws InterruptedException {
    for (Thread each : threads()) {
      each.join();
    }
  }

  private synchronized List<Thread> threads() {
    return followed.values().stream().map(each -> each.thread).toList();
  }

  /** Leaves the logs, and gives no line any more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      for (Following each : followed.values()) {
        if (each.reader != null) {
          each.reader.close();
        }
      }
    }
    threads().forEach(Threads::join);
  }
}
