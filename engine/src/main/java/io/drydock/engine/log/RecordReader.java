package io.drydock.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pass over the records of one file, which may still grow. Lines that are no record, as a power
 * failure leaves them, are passed over.
 */
final class RecordReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Much more than conmon's records ever have. */
  private static final int LONGEST_RECORD = 1 << 20;

  private final FileChannel channel;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;
  private long position;

  /** Offset in the file of the record that was read last. */
  private long recordOffset;

  RecordReader(Path file, long offset) throws IOException {
    channel = FileChannel.open(file);
    position = offset;
  }

  /** The next record, or null when the file has no more of them for now. */
  @Nullable LogRecord next() throws IOException {
    int scanned = start;
    while (true) {
      for (int i = scanned; i < end; i++) {
        if (buffer[i] == '\n') {
          recordOffset = position - (end - start);
          LogRecord record = LogRecord.parse(buffer, start, i);
          start = i + 1;
          if (record != null) {
            return record;
          }
        }
      }
      scanned = end;
      int moved = makeRoom();
      scanned -= moved;
      int n = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end), position);
      if (n <= 0) {
        return null;
      }
      position += n;
      end += n;
    }
  }

  /** Moves what is left to the front, or takes a larger buffer; by how many bytes it moved. */
  private int makeRoom() {
    int moved = start;
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length && end < LONGEST_RECORD) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    } else if (end == buffer.length) {
      end = 0;
      return buffer.length;
    }
    return moved;
  }

  long recordOffset() {
    return recordOffset;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
