package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.engine.journal.Journal;
import io.drydock.engine.log.LogEntry;
import io.drydock.engine.log.LogReader;
import io.drydock.engine.log.LogStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A hold of a running container's streams whose output comes from the log, from its start on: so
 * nothing is lost or doubled between what was written before and what is written from now on.
 */
final class LoggedAttachment implements Attachment {
  private static final Journal JOURNAL = Journal.of("attach");

  private final LogReader log;
  private final OutputSink sink;
  private final Attachment console;

  private LoggedAttachment(LogReader log, OutputSink sink, Console console, AttachOptions options) {
    this.log = log;
    this.sink = sink;
    this.console = console.attach(withoutOutput(options), new End(log));
  }

  /**
   * Begins to copy.
   *
   * @param log followed
   */
  static Attachment start(LogReader log, OutputSink sink, Console console, AttachOptions options) {
    var attachment = new LoggedAttachment(log, sink, console, options);
    Thread.ofVirtual().name("attach-log").start(attachment::copy);
    return attachment;
  }

  private static AttachOptions withoutOutput(AttachOptions options) {
    return new AttachOptions(options.stdin(), false, false, false, true, options.detachKeys());
  }

  /** Hears when the container's streams have ended, or the client wants to leave. */
  private record End(LogReader log) implements OutputSink {
    @Override
    public void write(LogStream stream, ByteBuffer bytes) {
      // The log has it too.
    }

    @Override
    public void end() {
      log.finish();
    }
  }

  private void copy() {
    try (log) {
      for (Optional<LogEntry> each = log.next(); each.isPresent(); each = log.next()) {
        sink.write(each.get().stream(), ByteBuffer.wrap(each.get().bytes()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DrydockException e) {
      JOURNAL.warn("a log breaks off for who is attached", "error", e);
    } finally {
      sink.end();
    }
  }

  @Override
  public void write(ByteBuffer bytes) {
    console.write(bytes);
  }

  @Override
  public void closeInput() {
    console.closeInput();
  }

  @Override
  public void close() {
    console.close();
  }
}
