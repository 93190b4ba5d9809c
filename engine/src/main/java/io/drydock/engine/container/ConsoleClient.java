package io.drydock.engine.container;

import io.drydock.engine.log.LogStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/** One client of a {@link Console}. */
final class ConsoleClient implements Attachment {
  private final Console console;
  private final AttachOptions options;
  private final OutputSink sink;
  private final DetachKeys keys;
  private final AtomicBoolean ended = new AtomicBoolean();

  ConsoleClient(Console console, AttachOptions options, OutputSink sink) {
    this.console = console;
    this.options = options;
    this.sink = sink;
    this.keys = DetachKeys.of(options.detachKeys());
  }

  boolean hasInput() {
    return options.stdin();
  }

  void output(LogStream stream, ByteBuffer bytes) {
    boolean wanted = stream == LogStream.STDOUT ? options.stdout() : options.stderr();
    if (wanted && options.stream() && !ended.get()) {
      sink.write(stream, bytes);
    }
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      sink.end();
    }
  }

  @Override
  public void write(ByteBuffer bytes) {
    if (!options.stdin() || ended.get()) {
      return;
    }
    if (!console.streams().tty()) {
      var all = new byte[bytes.remaining()];
      bytes.get(all);
      send(all);
      return;
    }
    var passed = new ByteArrayOutputStream();
    boolean detached = keys.filter(bytes, passed);
    send(passed.toByteArray());
    if (detached) {
      close();
    }
  }

  private void send(byte[] all) {
    for (int from = 0; from < all.length; from += InputPump.CHUNK_BYTES) {
      int to = Math.min(all.length, from + InputPump.CHUNK_BYTES);
      console.write(Arrays.copyOfRange(all, from, to));
    }
  }

  @Override
  public void closeInput() {
    if (options.stdin()) {
      console.endInput();
    }
  }

  @Override
  public void close() {
    console.leave(this);
    end();
  }
}
