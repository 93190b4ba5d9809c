package io.drydock.oci.layer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a sparse file are stored in the archive; the rest is zeros. Reads GNU's four ways
 * of writing it down (old, pax 0.0, 0.1 and 1.0).
 *
 * @param segments in order, without overlap
 * @param size of the whole file in bytes
 */
record SparseMap(List<Segment> segments, long size) {
  /** So that a malicious map can't fill the memory. */
  private static final int MAX_SEGMENTS = 1 << 20;

  /** A stored part: where it belongs and how long it is, in bytes. */
  record Segment(long offset, long length) {}

  SparseMap {
    segments = List.copyOf(segments);
    long end = 0;
    for (Segment each : segments) {
      if (each.offset < end || each.length < 0 || each.length > size - each.offset) {
        throw new NumberFormatException("the map of a sparse file is wrong");
      }
      end = each.offset + each.length;
    }
  }

  /** Bytes that are stored in the archive. */
  long storedSize() {
    long sum = 0;
    for (Segment each : segments) {
      sum += each.length;
    }
    return sum;
  }

  /**
   * The old format: in the header, and in further blocks as long as one says that another follows.
   */
  static SparseMap old(byte[] header, TarInput input) throws IOException {
    var list = new ArrayList<Segment>();
    addPairs(list, header, TarFormat.GNU_SPARSE, TarFormat.GNU_SPARSE_IN_HEADER);
    boolean more = header[TarFormat.GNU_IS_EXTENDED] != 0;
    byte[] block = new byte[TarFormat.BLOCK];
    while (more) {
      input.readFully(block, block.length);
      addPairs(list, block, 0, TarFormat.GNU_SPARSE_IN_EXTENSION);
      more = block[TarFormat.GNU_EXTENSION_IS_EXTENDED] != 0;
    }
    long size = TarNumbers.parse(header, TarFormat.GNU_REAL_SIZE, TarFormat.NUMBER_LENGTH);
    return new SparseMap(list, size);
  }

  private static void addPairs(List<Segment> list, byte[] block, int start, int count) {
    for (int i = 0; i < count; i++) {
      int at = start + i * 2 * TarFormat.NUMBER_LENGTH;
      if (block[at] == 0) {
        return;
      }
      add(
          list,
          TarNumbers.parse(block, at, TarFormat.NUMBER_LENGTH),
          TarNumbers.parse(block, at + TarFormat.NUMBER_LENGTH, TarFormat.NUMBER_LENGTH));
    }
  }

  /** Pax formats 0.0 and 0.1: a list of numbers in the header. */
  static SparseMap inHeader(byte[] numbers, long size) {
    var list = new ArrayList<Segment>();
    if (numbers.length > 0) {
      String[] parts = new String(numbers, StandardCharsets.US_ASCII).split(",", -1);
      if (parts.length % 2 != 0) {
        throw new NumberFormatException("the map of a sparse file is cut off");
      }
      for (int i = 0; i < parts.length; i += 2) {
        add(list, Long.parseLong(parts[i]), Long.parseLong(parts[i + 1]));
      }
    }
    return new SparseMap(list, size);
  }

  /** Pax format 1.0: lines of numbers before the content, filled up to a block. */
  static SparseMap inContent(TarInput input, long size) throws IOException {
    var lines = new Lines(input);
    long count = lines.next();
    if (count > MAX_SEGMENTS) {
      throw new NumberFormatException("the map of a sparse file is too long");
    }
    var list = new ArrayList<Segment>();
    for (long i = 0; i < count; i++) {
      add(list, lines.next(), lines.next());
    }
    return new SparseMap(list, size);
  }

  private static void add(List<Segment> list, long offset, long length) {
    if (list.size() >= MAX_SEGMENTS) {
      throw new NumberFormatException("the map of a sparse file is too long");
    }
    list.add(new Segment(offset, length));
  }

  /** Decimal numbers, one a line. */
  private static final class Lines {
    private final TarInput input;
    private final byte[] block = new byte[TarFormat.BLOCK];
    private int at = TarFormat.BLOCK;

    Lines(TarInput input) {
      this.input = input;
    }

    long next() throws IOException {
      long value = 0;
      for (int c = read(); c != '\n'; c = read()) {
        if (c < '0' || c > '9' || value > Long.MAX_VALUE / 10 - 1) {
          throw new NumberFormatException("the map of a sparse file is wrong");
        }
        value = value * 10 + (c - '0');
      }
      return value;
    }

    private int read() throws IOException {
      if (at == TarFormat.BLOCK) {
        input.readFully(block, TarFormat.BLOCK);
        at = 0;
      }
      return block[at++];
    }
  }
}
