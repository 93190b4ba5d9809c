package io.drydock.compose.log;

import io.drydock.client.EngineClient;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Reads the logs of several containers as they are now, in the order of time. */
public final class ProjectLogs {
  private final EngineClient engine;

  public ProjectLogs(EngineClient engine) {
    this.engine = engine;
  }

  /** A container's next line, with where the ones after it come from. */
  private record Head(LogLine line, int place, LogReader reader) {
    static final Comparator<Head> ORDER =
        Comparator.comparing((Head each) -> each.line.time()).thenComparingInt(Head::place);
  }

  /**
   * Gives each line to the receiver.
   *
   * @throws DrydockException when the engine refuses a log
   */
  public void read(Collection<LogSource> sources, LogQuery query, Consumer<LogLine> receiver) {
    List<LogReader> readers = new ArrayList<>();
    try {
      var heads = new PriorityQueue<>(Math.max(1, sources.size()), Head.ORDER);
      for (LogSource source : sources) {
        LogReader reader = LogReader.open(engine, source, query);
        readers.add(reader);
        addNext(reader, readers.size(), heads);
      }
      for (Head head = heads.poll(); head != null; head = heads.poll()) {
        receiver.accept(head.line);
        addNext(head.reader, head.place, heads);
      }
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "the log breaks off: " + e.getMessage(), e);
    } finally {
      readers.forEach(LogReader::close);
    }
  }

  private static void addNext(LogReader reader, int place, PriorityQueue<Head> heads)
      throws IOException {
    Optional<LogLine> next = reader.next();
    if (next.isPresent()) {
      heads.add(new Head(next.get(), place, reader));
    }
  }
}
