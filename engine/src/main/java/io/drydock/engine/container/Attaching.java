package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.log.LogEntry;
import io.drydock.engine.log.LogOptions;
import io.drydock.engine.log.LogReader;
import io.drydock.engine.log.LogRequest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Lets clients at containers' streams, and reads their logs. */
final class Attaching {
  private final ContainerParts parts;

  Attaching(ContainerParts parts) {
    this.parts = parts;
  }

  /** Whoever calls holds the container's lock. */
  Attachment attach(ManagedContainer container, AttachOptions options, OutputSink sink) {
    if (container.progress().status() == Status.PAUSED) {
      throw new DrydockException(
          ErrorKind.CONFLICT,
          "container " + container.id() + " is paused, unpause the container before attach");
    }
    boolean goesOn = options.stream() && container.isRunning();
    if (options.logs() && !goesOn) {
      replay(container, options, sink);
    }
    if (!options.stream()) {
      sink.end();
      return new Ended();
    }
    Console console = container.console();
    Attachment attachment =
        options.logs() && goesOn
            ? LoggedAttachment.start(followed(container, options), sink, console, options)
            : console.attach(options, sink);
    if (goesOn) {
      console.connect(parts.folders().bundle(container.id()));
    }
    return attachment;
  }

  private LogReader followed(ManagedContainer container, AttachOptions options) {
    return logs(container, all(options).following(true));
  }

  private static LogRequest all(AttachOptions options) {
    return new LogRequest(
        options.stdout(),
        options.stderr(),
        Optional.<Instant>empty(),
        Optional.empty(),
        OptionalLong.empty(),
        false);
  }

  private void replay(ManagedContainer container, AttachOptions options, OutputSink sink) {
    try (LogReader reader = logs(container, all(options))) {
      for (Optional<LogEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
        sink.write(entry.get().stream(), ByteBuffer.wrap(entry.get().bytes()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  LogReader logs(ManagedContainer container, LogRequest request) {
    LogOptions options =
        LogOptions.of(container.definition().spec().host().logConfig(), parts.defaults().log());
    if (!options.isKept()) {
      throw new DrydockException(
          ErrorKind.INVALID, "configured logging driver does not support reading");
    }
    return parts.logs().read(container.id(), container.folder().log(), request);
  }

  /** What a client holds that wanted no more than the past. */
  private record Ended() implements Attachment {
    @Override
    public void write(ByteBuffer bytes) {}

    @Override
    public void closeInput() {}

    @Override
    public void close() {}
  }
}
