package io.drydock.engine.event;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events of an engine: published once, kept in bounded files over restarts of the engine.
 *
 * <p>The latest are in memory; all in memory are on the disk too. Times tell events apart and order
 * them, so a subscriber's place is the time of the last event that it got.
 */
public final class Events implements AutoCloseable {
  private static final Journal JOURNAL = Journal.of("event");
  private static final long SECOND = 1_000_000_000;

  private final EventFiles files;
  private final int inMemory;
  private final ArrayDeque<Event> latest = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** The last event of the engines before this one. */
  private final long lastBefore;

  /** The last event that only the disk has. */
  private long lastOnDisk;

  private long last;
  private boolean open = true;

  private Events(EventFiles files, int inMemory) {
    this.files = files;
    this.inMemory = inMemory;
    last = files.open();
    lastOnDisk = last;
    lastBefore = last;
  }

  /** Opens the history in a folder, which is made when it is not there. */
  public static Events open(Path folder) {
    return open(folder, 2 << 20, 4, 512);
  }

  static Events open(Path folder, long fileBytes, int fileCount, int inMemory) {
    return new Events(new EventFiles(folder, fileBytes, fileCount), inMemory);
  }

  /** Says that something has happened now. Never fails: what cannot be kept is still told. */
  public Event publish(
      EventType type, String action, String actorId, SequencedMap<String, String> attributes) {
    lock.lock();
    try {
      last = Math.max(nanos(Instant.now()), last + 1);
      var event = new Event(type, action, actorId, attributes, last);
      keep(event);
      latest.add(event);
      if (latest.size() > inMemory) {
        lastOnDisk = latest.remove().nanos();
      }
      changed.signalAll();
      return event;
    } finally {
      lock.unlock();
    }
  }

  private void keep(Event event) {
    try {
      files.append(event);
    } catch (IOException e) {
      JOURNAL.error("an event could not be kept", e, "event", event.action());
    }
  }

  /** When the engines before this one told their last event; 1970 when there were none. */
  public Instant lastBefore() {
    return Instant.ofEpochSecond(0, lastBefore);
  }

  /** Whether such an event was told since a moment, by an engine before this one. */
  public boolean wasTold(EventType type, String action, String actorId, Instant since) {
    if (nanos(since) > lastBefore) {
      return false;
    }
    try (EventFiles.Reader reader = files.from(nanos(since))) {
      for (var each = reader.next(); each.isPresent(); each = reader.next()) {
        Event event = each.get();
        if (event.nanos() > lastBefore) {
          break;
        }
        boolean same = event.type() == type && event.action().equals(action);
        if (same && event.actorId().equals(actorId)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot close the events: " + e.getMessage(), e);
    }
  }

  /** Subscribes from this moment; events of the past come first when the query asks for them. */
  public EventSubscription subscribe(EventQuery query) {
    lock.lock();
    try {
      long after = query.since().map(since -> nanos(since) - 1).orElse(last);
      long until = query.until().map(Events::nanos).orElse(Long.MAX_VALUE);
      return new EventSubscription(this, query.filter(), after, until);
    } finally {
      lock.unlock();
    }
  }

  /** Nanoseconds since 1970; times beyond what a long holds are its bounds. */
  static long nanos(Instant time) {
    try {
      return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
    } catch (ArithmeticException e) {
      return time.getEpochSecond() < 0 ? 0 : Long.MAX_VALUE;
    }
  }

  /**
   * The first event after that time, if it is in memory; waits for it when it is still to come.
   *
   * @return absent when the disk has to be asked, or there will be none; {@link #isOnDisk} tells
   */
  Optional<Event> awaitAfter(long after, EventSubscription subscription)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        if (!open || !subscription.isOpen() || after < lastOnDisk) {
          return Optional.empty();
        }
        if (after < last) {
          return latest.stream().filter(each -> each.nanos() > after).findFirst();
        }
        long left = subscription.until() - nanos(Instant.now());
        if (left <= 0) {
          return Optional.empty();
        }
        changed.await(left, TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether events after that time have left memory. */
  boolean isOnDisk(long after) {
    lock.lock();
    try {
      return open && after < lastOnDisk;
    } finally {
      lock.unlock();
    }
  }

  /** The time of the last event that only the disk has. */
  long lastOnDisk() {
    lock.lock();
    try {
      return lastOnDisk;
    } finally {
      lock.unlock();
    }
  }

  EventFiles files() {
    return files;
  }

  void wakeAll() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all subscriptions. */
  @Override
  public void close() {
    lock.lock();
    try {
      open = false;
      changed.signalAll();
      files.close();
    } catch (IOException e) {
      JOURNAL.error("the events could not be closed", e);
    } finally {
      lock.unlock();
    }
  }
}
