package io.drydock.oci.layer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** The content of one file in an archive; the holes of a sparse one are read as zeros. */
final class ContentStream extends InputStream {
  private final TarInput input;
  private final List<SparseMap.Segment> segments;
  private final long size;
  private final int padding;
  private long position;
  private int segment;

  private ContentStream(TarInput input, List<SparseMap.Segment> segments, long size, int padding) {
    this.input = input;
    this.segments = segments;
    this.size = size;
    this.padding = padding;
  }

  static ContentStream empty(TarInput input) {
    return new ContentStream(input, List.of(), 0, 0);
  }

  static ContentStream plain(TarInput input, long size) {
    return new ContentStream(
        input, List.of(new SparseMap.Segment(0, size)), size, TarFormat.padding(size));
  }

  static ContentStream sparse(TarInput input, SparseMap map) {
    return new ContentStream(
        input, map.segments(), map.size(), TarFormat.padding(map.storedSize()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == size) {
      return -1;
    }
    int n = readPart(target, offset, length);
    position += n;
    return n;
  }

  private int readPart(byte[] target, int offset, int length) throws IOException {
    while (segment < segments.size() && end(segments.get(segment)) <= position) {
      segment++;
    }
    long stored = segment < segments.size() ? segments.get(segment).offset() : size;
    if (position < stored) {
      int n = (int) Math.min(length, stored - position);
      Arrays.fill(target, offset, offset + n, (byte) 0);
      return n;
    }
    int wanted = (int) Math.min(length, end(segments.get(segment)) - position);
    int n = input.read(target, offset, wanted);
    if (n < 0) {
      throw input.corrupt("it ends inside this file");
    }
    return n;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, size - position);
  }

  /** Leaves the input behind the content and its padding. */
  void skipRest() throws IOException {
    for (; segment < segments.size(); segment++) {
      long end = end(segments.get(segment));
      long start = Math.max(position, segments.get(segment).offset());
      input.skipFully(Math.max(0, end - start));
    }
    input.skipFully(padding);
    position = size;
  }

  private static long end(SparseMap.Segment each) {
    return each.offset() + each.length();
  }
}
