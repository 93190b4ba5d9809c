package io.drydock.engine.container;

import io.drydock.engine.log.LogStream;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.PacketSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The standard streams of a process under a monitor, shared by all clients that are attached. It
 * holds one connection to the monitor, as long as it has clients: the monitor would end a standard
 * input that ends with its first client when any connection ends.
 */
final class Console {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int STANDARD_OUTPUT = 2;
  private static final int STANDARD_ERROR = 3;

  private final String name;
  private final Streams streams;
  private final Runnable beforeEnd;
  private final List<ConsoleClient> clients = new CopyOnWriteArrayList<>();
  private @Nullable PacketSocket socket;
  private @Nullable InputPump input;

  Console(String name, Streams streams) {
    this(name, streams, () -> {});
  }

  /**
   * @param beforeEnd called when the process's streams have ended, before clients hear of it
   */
  Console(String name, Streams streams, Runnable beforeEnd) {
    this.name = name;
    this.streams = streams;
    this.beforeEnd = beforeEnd;
  }

  Streams streams() {
    return streams;
  }

  /** Adds a client; it gets what is written from {@link #connect} on. */
  Attachment attach(AttachOptions options, OutputSink sink) {
    var client = new ConsoleClient(this, options, sink);
    clients.add(client);
    return client;
  }

  boolean hasClients() {
    return !clients.isEmpty();
  }

  /**
   * Connects to the monitor, unless that is done; without a monitor the clients' streams end.
   *
   * @param directory in which the monitor has its socket
   */
  synchronized void connect(Path directory) {
    if (socket != null) {
      return;
    }
    try {
      PacketSocket connected = PacketSocket.connect(directory, "attach");
      socket = connected;
      Thread.ofPlatform().daemon().name("console-" + name).start(() -> receive(connected));
      if (input != null) {
        input.start(connected, name);
      }
    } catch (LinuxException e) {
      endClients();
    }
  }

  /** The process does not start after all, or is gone: all clients' streams end. */
  void abandon() {
    PacketSocket present;
    synchronized (this) {
      present = socket;
    }
    if (present != null) {
      present.end();
    } else {
      dropInput();
      endClients();
    }
  }

  private synchronized void dropInput() {
    if (input != null) {
      input.stop();
    }
    input = null;
  }

  private void receive(PacketSocket connected) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(BUFFER_BYTES);
      ByteBuffer bytes = buffer.asByteBuffer();
      for (int length = connected.receive(buffer); length > 0; length = connected.receive(buffer)) {
        byte pipe = bytes.get(0);
        if (pipe == STANDARD_OUTPUT || pipe == STANDARD_ERROR) {
          LogStream stream = pipe == STANDARD_ERROR ? LogStream.STDERR : LogStream.STDOUT;
          for (ConsoleClient client : clients) {
            client.output(stream, bytes.slice(1, length - 1));
          }
        }
      }
    } finally {
      disconnect(connected);
    }
  }

  private void disconnect(PacketSocket connected) {
    boolean ended;
    synchronized (this) {
      ended = socket == connected;
      if (ended) {
        dropInput();
        socket = null;
      }
      connected.close();
    }
    if (ended) {
      beforeEnd.run();
      endClients();
    }
  }

  /** Leaves the monitor, so that the next client makes a connection of its own. */
  private void hangUp(PacketSocket connected) {
    dropInput();
    socket = null;
    connected.end();
  }

  private void endClients() {
    List<ConsoleClient> ended = List.copyOf(clients);
    clients.removeAll(ended);
    ended.forEach(ConsoleClient::end);
  }

  /** Sends to the process, once it runs. */
  void write(byte[] chunk) {
    InputPump pump = pump();
    if (pump != null) {
      pump.put(chunk);
    }
  }

  /** Ends standard input where it ends with its client. */
  void endInput() {
    InputPump pump = streams.inputOnce() ? pump() : null;
    if (pump != null) {
      pump.end();
    }
  }

  private synchronized @Nullable InputPump pump() {
    if (input == null && streams.input()) {
      input = new InputPump();
      if (socket != null) {
        input.start(socket, name);
      }
    }
    return input;
  }

  /** A client leaves. */
  void leave(ConsoleClient client) {
    if (!clients.remove(client)) {
      return;
    }
    if (client.hasInput()) {
      endInput();
    }
    synchronized (this) {
      boolean inputNeedsIt = streams.input() && streams.inputOnce();
      if (clients.isEmpty() && !inputNeedsIt && socket != null) {
        hangUp(socket);
      }
    }
  }
}
