package io.drydock.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
  @TempDir Path folder;

  private static final SequencedMap<String, String> NOTHING = new LinkedHashMap<>();

  private static EventQuery since(Instant time) {
    return new EventQuery(Optional.of(time), Optional.empty(), EventFilter.ALL);
  }

  private static EventQuery between(Instant since, Instant until) {
    return new EventQuery(Optional.of(since), Optional.of(until), EventFilter.ALL);
  }

  private static List<String> ids(EventSubscription subscription) throws InterruptedException {
    var ids = new ArrayList<String>();
    for (var each = subscription.next(); each.isPresent(); each = subscription.next()) {
      ids.add(each.get().actorId());
    }
    return ids;
  }

  private static void publish(Events events, int from, int to) {
    for (int i = from; i < to; i++) {
      events.publish(EventType.CONTAINER, "start", "c" + i, NOTHING);
    }
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "c" + i).toList();
  }

  /** A subscriber that asks for nothing of the past hears only what comes after it. */
  @Test
  void liveSubscribersHearWhatComes() throws Exception {
    try (var events = Events.open(folder)) {
      publish(events, 0, 3);
      try (var subscription = events.subscribe(EventQuery.LIVE)) {
        publish(events, 3, 4);
        assertThat(subscription.next()).map(Event::actorId).contains("c3");
      }
    }
  }

  /**
   * What an engine that was killed published is there for the next, in order and with its times.
   */
  @Test
  void historySurvivesTheEngine() throws Exception {
    Instant start = Instant.now();
    var killed = Events.open(folder);
    publish(killed, 0, 10);
    try (var next = Events.open(folder)) {
      publish(next, 10, 15);
      assertThat(ids(next.subscribe(between(start, Instant.now())))).isEqualTo(names(0, 15));
    }
  }

  /** Half a line, as a power failure leaves it, hides no event after it. */
  @Test
  void tornLinesArePassedOver() throws Exception {
    Instant start = Instant.now();
    try (var events = Events.open(folder)) {
      publish(events, 0, 2);
    }
    try (Stream<Path> files = Files.list(folder)) {
      Files.writeString(files.findFirst().orElseThrow(), "{\"Ty", StandardOpenOption.APPEND);
    }
    try (var events = Events.open(folder)) {
      publish(events, 2, 4);
      assertThat(ids(events.subscribe(between(start, Instant.now())))).isEqualTo(names(0, 4));
    }
  }

  /** The last one is looked for at the end of the file, and before that when its end is torn. */
  @Test
  void theLastEventOfALongHistoryIsFound() throws Exception {
    Event last;
    try (var events = Events.open(folder)) {
      publish(events, 0, 1000);
      last = events.publish(EventType.CONTAINER, "start", "last", NOTHING);
    }
    Instant at = Instant.EPOCH.plusNanos(last.nanos());
    try (var next = Events.open(folder)) {
      assertThat(next.lastBefore()).isEqualTo(at);
    }
    try (Stream<Path> files = Files.list(folder)) {
      Files.writeString(
          files.findFirst().orElseThrow(), "x".repeat(40_000), StandardOpenOption.APPEND);
    }
    try (var next = Events.open(folder)) {
      assertThat(next.lastBefore()).isEqualTo(at);
    }
  }

  /** However many events there are, the files stay few, and the newest are kept. */
  @Test
  void historyIsBounded() throws Exception {
    try (var events = Events.open(folder, 2000, 3, 5)) {
      publish(events, 0, 500);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.toList())
            .hasSize(3)
            .allSatisfy(each -> assertThat(Files.size(each)).isLessThan(2500));
      }
      List<String> kept = ids(events.subscribe(between(Instant.EPOCH, Instant.now())));
      assertThat(kept).isEqualTo(names(500 - kept.size(), 500)).hasSizeGreaterThan(10);
    }
  }

  /** "until" in the past ends at once, "until" to come ends then; both bounds are inclusive. */
  @Test
  void untilEndsTheSubscription() throws Exception {
    try (var events = Events.open(folder)) {
      publish(events, 0, 1);
      Event middle = events.publish(EventType.CONTAINER, "start", "m", NOTHING);
      publish(events, 1, 2);
      Instant at = Instant.EPOCH.plusNanos(middle.nanos());
      assertThat(ids(events.subscribe(between(at, at)))).containsExactly("m");
      var query =
          new EventQuery(
              Optional.empty(), Optional.of(Instant.now().plusMillis(50)), EventFilter.ALL);
      assertThat(ids(events.subscribe(query))).isEmpty();
    }
  }

  /** Closing from elsewhere ends a subscriber that waits. */
  @Test
  void closingWakesTheSubscriber() throws Exception {
    try (var events = Events.open(folder);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var subscription = events.subscribe(EventQuery.LIVE);
      Future<List<String>> heard = executor.submit(() -> ids(subscription));
      Thread.sleep(20);
      subscription.close();
      assertThat(heard.get()).isEmpty();
    }
  }

  /**
   * Subscribers that come and read at any time while four threads publish, with so little kept in
   * memory that the disk has to help, get every event from theirs on once and in order.
   */
  @Test
  void noEventIsLostOrDoubled() throws Exception {
    int each = 400;
    try (var events = Events.open(folder, 1 << 20, 4, 8);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var subscribers = new ArrayList<Future<List<Event>>>();
      var publishers = new ArrayList<Future<?>>();
      for (int p = 0; p < 4; p++) {
        publishers.add(executor.submit(() -> publish(events, 0, each)));
        for (int s = 0; s < 3; s++) {
          subscribers.add(executor.submit(() -> all(events, 4 * each)));
        }
      }
      for (Future<?> publisher : publishers) {
        publisher.get();
      }
      List<Event> expected = subscribers.getFirst().get();
      assertThat(expected)
          .hasSize(4 * each)
          .isSortedAccordingTo((a, b) -> Long.compare(a.nanos(), b.nanos()));
      for (Future<List<Event>> subscriber : subscribers) {
        assertThat(subscriber.get()).isEqualTo(expected);
      }
    }
  }

  private static List<Event> all(Events events, int count) throws InterruptedException {
    var got = new ArrayList<Event>();
    try (var subscription = events.subscribe(since(Instant.EPOCH))) {
      while (got.size() < count) {
        got.add(subscription.next().orElseThrow());
      }
    }
    return got;
  }

  /**
   * What an engine told before it died is known to the next; what that tells itself is not meant.
   */
  @Test
  void theNextEngineKnowsWhatWasTold() throws Exception {
    Instant start = Instant.now();
    try (var events = Events.open(folder)) {
      publish(events, 0, 2);
    }
    try (var events = Events.open(folder)) {
      publish(events, 2, 3);
      assertThat(events.wasTold(EventType.CONTAINER, "start", "c1", start)).isTrue();
      assertThat(events.wasTold(EventType.CONTAINER, "die", "c1", start)).isFalse();
      assertThat(events.wasTold(EventType.CONTAINER, "start", "c2", start)).isFalse();
      assertThat(events.wasTold(EventType.CONTAINER, "start", "c1", Instant.now())).isFalse();
      assertThat(events.lastBefore()).isBetween(start, Instant.now());
    }
  }

  /** The first line of a file may be torn, in the midst of a letter too. */
  @Test
  void aFileOfNothingButATornLineHidesNoEvents() throws Exception {
    Instant start = Instant.now();
    try (var events = Events.open(folder)) {
      publish(events, 0, 2);
    }
    Path torn = folder.resolve(String.format("%019d.jsonl", Events.nanos(Instant.now())));
    Files.write(torn, new byte[] {'{', '"', (byte) 0xc3});
    try (var events = Events.open(folder)) {
      publish(events, 2, 4);
      assertThat(ids(events.subscribe(between(start, Instant.now())))).isEqualTo(names(0, 4));
    }
    try (var events = Events.open(folder)) {
      assertThat(ids(events.subscribe(between(start, Instant.now())))).isEqualTo(names(0, 4));
    }
  }
}
