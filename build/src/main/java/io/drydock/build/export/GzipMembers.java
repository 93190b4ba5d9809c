package io.drydock.build.export;

import io.drydock.oci.Digest;
import io.drydock.oci.layer.Compression;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** A gzip file that begins a new member wherever somebody wants to be able to begin to read. */
final class GzipMembers extends OutputStream {
  private static final int USUAL_LEVEL = 6;
  private static final int BUFFER = 64 * 1024;
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final int EXTRA_FLAG = 4;

  /** An empty member that ends an eStargz; its extra field tells where the table is. */
  private static final byte[] EMPTY_DEFLATE = {1, 0, 0, (byte) 0xff, (byte) 0xff};

  private final OutputStream out;
  private final Deflater deflater;
  private final byte[] buffer = new byte[BUFFER];
  private final MessageDigest hash = Digest.sha256();
  private final PriorityQueue<Long> cuts = new PriorityQueue<>();
  private final Map<Long, Long> offsets = new HashMap<>();
  private CRC32 crc = new CRC32();
  private long position;
  private long memberStart;
  private long written;
  private boolean open;
  private @Nullable Digest diffId;

  GzipMembers(OutputStream out, int level) {
    this.out = out;
    int chosen = level == Compression.DEFAULT_LEVEL ? USUAL_LEVEL : level;
    this.deflater = new Deflater(chosen, true);
  }

  /** Begins a member at the uncompressed position, which has not been written yet. */
  void cutAt(long uncompressed) {
    cuts.add(uncompressed);
  }

  /** Where the member that was begun there lies in the file; -1 if it was not written yet. */
  long offset(long uncompressed) {
    return offsets.getOrDefault(uncompressed, -1L);
  }

  /** The digest of all uncompressed bytes, once they are written. */
  Digest diffId() {
    Digest known = diffId;
    if (known == null) {
      known = Digest.of(hash);
      diffId = known;
    }
    return known;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    hash.update(bytes, offset, length);
    int done = 0;
    while (done < length) {
      Long cut = cuts.peek();
      if (cut != null && cut == position) {
        cuts.remove();
        endMember();
        offsets.put(position, written);
        continue;
      }
      long room = cut == null ? length - done : Math.min(length - done, cut - position);
      deflate(bytes, offset + done, (int) room);
      done += (int) room;
    }
  }

  private void deflate(byte[] bytes, int offset, int length) throws IOException {
    if (!open) {
      put(HEADER, HEADER.length);
      open = true;
      memberStart = position;
    }
    crc.update(bytes, offset, length);
    position += length;
    deflater.setInput(bytes, offset, length);
    while (!deflater.needsInput()) {
      put(buffer, deflater.deflate(buffer));
    }
  }

  private void endMember() throws IOException {
    if (!open) {
      return;
    }
    deflater.finish();
    while (!deflater.finished()) {
      put(buffer, deflater.deflate(buffer));
    }
    deflater.reset();
    byte[] trailer = new byte[8];
    little(trailer, 0, crc.getValue());
    little(trailer, 4, position - memberStart);
    put(trailer, trailer.length);
    crc = new CRC32();
    open = false;
  }

  private static void little(byte[] target, int at, long value) {
    for (int i = 0; i < 4; i++) {
      target[at + i] = (byte) (value >>> (8 * i));
    }
  }

  private void put(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
    written += length;
  }

  /**
   * Ends the file.
   *
   * @param table the uncompressed position at which the table's member was begun
   */
  void finish(long table) throws IOException {
    endMember();
    deflater.end();
    byte[] place =
        String.format(Locale.ROOT, "%016xSTARGZ", offset(table))
            .getBytes(StandardCharsets.US_ASCII);
    byte[] head = HEADER.clone();
    head[3] = EXTRA_FLAG;
    put(head, head.length);
    put(new byte[] {(byte) (place.length + 4), 0, 'S', 'G', (byte) place.length, 0}, 6);
    put(place, place.length);
    put(EMPTY_DEFLATE, EMPTY_DEFLATE.length);
    put(new byte[8], 8);
    out.flush();
  }
}
