package io.drydock.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A pass over the records of one file from its end to its start, in blocks. */
final class BackwardRecords {
  private static final int BLOCK_BYTES = 1 << 16;

  private final FileChannel channel;

  /**
   * Bytes of the file from {@link #offset} on; the first {@link #length} are still to be looked at.
   */
  private byte[] bytes = new byte[0];

  private long offset;
  private int length;

  /** What lies behind the last line feed is not whole yet, and left out. */
  BackwardRecords(FileChannel channel) throws IOException {
    this.channel = channel;
    offset = channel.size();
    while (offset > 0 && lastLineFeed(length) < 0) {
      load();
    }
    length = lastLineFeed(length) + 1;
  }

  /** Where the last whole record ends. */
  long end() {
    return offset + length;
  }

  /**
   * A record's place and kind.
   *
   * @param record with its content
   */
  record Placed(long offset, LogRecord record) {}

  /** The record before the last one; null at the file's start. */
  @Nullable Placed previous() throws IOException {
    while (length > 0) {
      int end = length - 1;
      int start = lastLineFeed(end) + 1;
      while (start == 0 && offset > 0) {
        int loaded = load();
        end += loaded;
        start = lastLineFeed(end) + 1;
      }
      length = start;
      LogRecord record = LogRecord.parse(bytes, start, end);
      if (record != null) {
        return new Placed(offset + start, record);
      }
    }
    return null;
  }

  private int lastLineFeed(int before) {
    int i = before - 1;
    while (i >= 0 && bytes[i] != '\n') {
      i--;
    }
    return i;
  }

  /** Puts the block before in front of what is still to be looked at. */
  private int load() throws IOException {
    int n = (int) Math.min(BLOCK_BYTES, offset);
    byte[] more = new byte[n + length];
    System.arraycopy(bytes, 0, more, n, length);
    var block = ByteBuffer.wrap(more, 0, n);
    while (block.hasRemaining()) {
      if (channel.read(block, offset - n + block.position()) < 0) {
        Arrays.fill(more, block.position(), n, (byte) ' ');
        break;
      }
    }
    bytes = more;
    offset -= n;
    length += n;
    return n;
  }
}
