package io.drydock.oci.layer;

import io.airlift.compress.v3.deflate.DeflateNativeCompressor;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses one block of bytes into a gzip member of its own. */
final class GzipBlock {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final int TRAILER = 8;

  /** Compresses raw deflate data; not for use by two threads at once. */
  interface Deflate {
    /**
     * @return bytes written to the target from the offset on
     */
    int compress(byte[] source, int length, byte[] target, int offset);

    int maxLength(int length);
  }

  private final Deflate deflate;

  GzipBlock(int level) {
    this.deflate = level > 0 && hasNative() ? new Native(level) : new Jdk(level);
  }

  /** Whether libdeflate can be loaded here. */
  static boolean hasNative() {
    try {
      return DeflateNativeCompressor.isEnabled();
    } catch (LinkageError _) {
      return false;
    }
  }

  /** The member for the first bytes of the source. */
  byte[] compress(byte[] source, int length) {
    byte[] target = new byte[HEADER.length + deflate.maxLength(length) + TRAILER];
    System.arraycopy(HEADER, 0, target, 0, HEADER.length);
    int end = HEADER.length + deflate.compress(source, length, target, HEADER.length);
    var checksum = new CRC32();
    checksum.update(source, 0, length);
    littleEndian(target, end, checksum.getValue());
    littleEndian(target, end + 4, length);
    return Arrays.copyOf(target, end + TRAILER);
  }

  private static void littleEndian(byte[] target, int offset, long value) {
    for (int i = 0; i < 4; i++) {
      target[offset + i] = (byte) (value >>> (8 * i));
    }
  }

  /** libdeflate. */
  private static final class Native implements Deflate {
    private final DeflateNativeCompressor compressor;

    Native(int level) {
      compressor = new DeflateNativeCompressor(level);
    }

    @Override
    public int compress(byte[] source, int length, byte[] target, int offset) {
      return compressor.compress(source, 0, length, target, offset, target.length - offset);
    }

    @Override
    public int maxLength(int length) {
      return compressor.maxCompressedLength(length);
    }
  }

  /** The JDK's zlib, where libdeflate has no build for the machine. */
  private static final class Jdk implements Deflate {
    private final Deflater deflater;

    Jdk(int level) {
      deflater = new Deflater(level, true);
    }

    @Override
    public int compress(byte[] source, int length, byte[] target, int offset) {
      deflater.reset();
      deflater.setInput(source, 0, length);
      deflater.finish();
      int n = deflater.deflate(target, offset, target.length - offset);
      if (!deflater.finished()) {
        throw new IllegalStateException("the buffer for a compressed block is too small");
      }
      return n;
    }

    @Override
    public int maxLength(int length) {
      return length + length / 1000 + 64;
    }
  }
}
