package io.drydock.engine.container;

import io.drydock.linux.syscall.PacketSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Carries standard input to a process's monitor on a thread of its own, because a process that does
 * not read makes it wait in the kernel.
 */
final class InputPump {
  /** A monitor reads at most 32 KiB at once. */
  static final int CHUNK_BYTES = 8192;

  private static final int CHUNKS = 32;

  /** An empty chunk. */
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CHUNKS);
  private volatile boolean stopped;

  /** Starts to carry what was put, also before. */
  void start(PacketSocket socket, String name) {
    Thread.ofPlatform().daemon().name("input-" + name).start(() -> run(socket));
  }

  /** Takes a chunk of at most {@link #CHUNK_BYTES}; dropped when the process is gone. */
  void put(byte[] chunk) {
    if (chunk.length > 0) {
      offer(chunk);
    }
  }

  private void offer(byte[] chunk) {
    try {
      if (!stopped) {
        queue.put(chunk);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the input after all that was put before. */
  void end() {
    offer(END);
  }

  /** Gives up; what was not sent is dropped. */
  void stop() {
    stopped = true;
    queue.clear();
    if (!queue.offer(END)) {
      // Somebody has just put a chunk: the thread wakes by that, and finds the socket closed.
      queue.clear();
    }
  }

  private void run(PacketSocket socket) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(CHUNK_BYTES);
      for (byte[] chunk = queue.take(); chunk.length > 0; chunk = queue.take()) {
        MemorySegment message =
            buffer.asSlice(0, chunk.length).copyFrom(MemorySegment.ofArray(chunk));
        if (!socket.send(message)) {
          break;
        }
      }
      if (!stopped) {
        socket.endSending();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped = true;
      queue.clear();
    }
  }
}
