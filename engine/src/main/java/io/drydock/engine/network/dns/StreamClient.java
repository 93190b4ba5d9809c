package io.drydock.engine.network.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/** A connection over which a container asks, RFC 7766: messages with their lengths before them. */
final class StreamClient implements DnsService.Handler {
  private static final int LARGEST_QUESTION = 4096;
  private static final long IDLE_MILLIS = 20_000;
  private static final int MOST_WAITING = 64;

  private final Station station;
  private final SocketChannel channel;
  private final ByteBuffer input = ByteBuffer.allocate(LARGEST_QUESTION + 2);
  private final Queue<ByteBuffer> output = new ArrayDeque<>();
  private long used = System.currentTimeMillis();

  StreamClient(Station station, SocketChannel channel) {
    this.station = station;
    this.channel = channel;
  }

  void register(Selector selector) throws ClosedChannelException {
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    used = System.currentTimeMillis();
    try {
      if (key.isReadable() && !read()) {
        close();
        return;
      }
      if (key.isValid() && key.isWritable()) {
        write();
      }
    } catch (IOException e) {
      close();
    }
  }

  /** Whether the client may ask more. */
  private boolean read() throws IOException {
    if (channel.read(input) < 0) {
      return false;
    }
    input.flip();
    while (input.remaining() >= 2) {
      int length = input.getShort(input.position()) & 0xffff;
      if (length > LARGEST_QUESTION) {
        return false;
      }
      if (input.remaining() < length + 2) {
        break;
      }
      byte[] message = new byte[length];
      input.position(input.position() + 2).get(message);
      station.answer(message, true, this::reply);
    }
    input.compact();
    return output.size() <= MOST_WAITING;
  }

  private void reply(byte[] message) {
    ByteBuffer framed = ByteBuffer.allocate(message.length + 2);
    output.add(framed.putShort((short) message.length).put(message).flip());
    try {
      write();
    } catch (IOException e) {
      close();
    }
  }

  private void write() throws IOException {
    while (!output.isEmpty()) {
      ByteBuffer first = output.element();
      channel.write(first);
      if (first.hasRemaining()) {
        break;
      }
      output.remove();
    }
    SelectionKey key = channel.keyFor(station.selector());
    if (key != null && key.isValid()) {
      key.interestOps(
          output.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  @Override
  public void tick(long now) {
    if (now - used > IDLE_MILLIS) {
      close();
    }
  }

  void close() {
    DnsService.closeQuietly(channel);
    station.closed(this);
  }
}
