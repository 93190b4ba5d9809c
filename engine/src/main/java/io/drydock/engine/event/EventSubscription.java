package io.drydock.engine.event;

import io.drydock.engine.journal.Journal;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's place in the sequence of events. It holds no queue: whoever is slow reads from the
 * disk what has left memory, and gets each event once. For one thread at a time.
 */
public final class EventSubscription implements AutoCloseable {
  private static final Journal JOURNAL = Journal.of("event");

  private final Events events;
  private final EventFilter filter;
  private final long until;
  private long after;
  private EventFiles.@Nullable Reader reader;

  /** The last event that the reader can read whole: those after it may be half written. */
  private long readable;

  private volatile boolean open = true;

  EventSubscription(Events events, EventFilter filter, long after, long until) {
    this.events = events;
    this.filter = filter;
    this.after = after;
    this.until = until;
  }

  /** Waits for the next event; empty when the subscription's time is over or it was closed. */
  public Optional<Event> next() throws InterruptedException {
    while (open) {
      if (reader == null && events.isOnDisk(after)) {
        readable = events.lastOnDisk();
        reader = events.files().from(after + 1);
      }
      boolean onDisk = reader != null;
      Optional<Event> event = onDisk ? nextOnDisk() : events.awaitAfter(after, this);
      if (event.isPresent()) {
        after = event.get().nanos();
        if (after > until) {
          break;
        }
        if (filter.matches(event.get())) {
          return event;
        }
      } else if (!onDisk && !events.isOnDisk(after)) {
        break;
      }
    }
    closeReader();
    return Optional.empty();
  }

  /** Empty at the end of what can be read. */
  private Optional<Event> nextOnDisk() {
    Optional<Event> event = reader == null ? Optional.empty() : reader.next();
    if (event.isEmpty() || event.get().nanos() >= readable) {
      closeReader();
    }
    if (event.isEmpty() || event.get().nanos() > readable) {
      after = readable;
      return Optional.empty();
    }
    return event;
  }

  private void closeReader() {
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        JOURNAL.error("a file of events could not be closed", e);
      }
      reader = null;
    }
  }

  long until() {
    return until;
  }

  boolean isOpen() {
    return open;
  }

  /** Ends the subscription, also for a thread that waits in {@link #next}. */
  @Override
  public void close() {
    open = false;
    events.wakeAll();
  }
}
