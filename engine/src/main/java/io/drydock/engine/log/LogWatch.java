package io.drydock.engine.log;

import io.drydock.engine.journal.Journal;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells readers that follow a log that its file has grown. One inotify instance serves all of them,
 * and is there only once somebody follows.
 */
final class LogWatch implements AutoCloseable {
  private static final Journal JOURNAL = Journal.of("log");

  private final Map<WatchKey, List<LogSignal>> signals = new HashMap<>();
  private @Nullable WatchService service;
  private boolean open = true;

  /** From now on, changes in the folder change the signal. Without it, readers look each second. */
  synchronized void add(Path folder, LogSignal signal) {
    try {
      if (open) {
        WatchKey key =
            folder.register(
                service(),
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_CREATE);
        signals.computeIfAbsent(key, _ -> new ArrayList<>()).add(signal);
      }
    } catch (IOException e) {
      JOURNAL.warn("a log cannot be watched", "folder", folder, "error", e);
    }
  }

  /** Undoes one {@link #add}. */
  synchronized void remove(LogSignal signal) {
    signals.values().forEach(each -> each.remove(signal));
    signals.entrySet().stream()
        .filter(each -> each.getValue().isEmpty())
        .forEach(each -> each.getKey().cancel());
    signals.values().removeIf(List::isEmpty);
  }

  private WatchService service() throws IOException {
    WatchService present = service;
    if (present == null) {
      present = FileSystems.getDefault().newWatchService();
      service = present;
      WatchService made = present;
      Thread.ofVirtual().name("log-watch").start(() -> pass(made));
    }
    return present;
  }

  private void pass(WatchService from) {
    try {
      while (true) {
        WatchKey key = from.take();
        key.pollEvents();
        key.reset();
        signalsOf(key).forEach(LogSignal::change);
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      // The engine ends.
    }
  }

  private synchronized List<LogSignal> signalsOf(WatchKey key) {
    return List.copyOf(signals.getOrDefault(key, List.of()));
  }

  @Override
  public synchronized void close() throws IOException {
    open = false;
    if (service != null) {
      service.close();
    }
  }
}
