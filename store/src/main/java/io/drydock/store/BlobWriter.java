package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.layer.StreamHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A blob in the making: a temporary file and the hash over what was written to it. */
final class BlobWriter extends Blobs.Writer {
  private static final int BUFFER = 256 * 1024;

  private final BlobDirectory blobs;
  private final Path file;
  private final FileChannel channel;
  private final StreamHash hash;
  private final LockFile.@Nullable Hold hold;
  private boolean open = true;

  private BlobWriter(BlobDirectory blobs, Path file, StreamHash hash, LockFile.@Nullable Hold hold)
      throws IOException {
    this.blobs = blobs;
    this.file = file;
    this.hash = hash;
    this.hold = hold;
    channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** A writer of a new blob. */
  static BlobWriter create(BlobDirectory blobs, Path temporary) throws IOException {
    return new BlobWriter(blobs, temporary, new StreamHash(), null);
  }

  /** A writer that goes on where the file ends. It releases the hold when it is closed. */
  static BlobWriter resume(BlobDirectory blobs, Path partial, Digest expected, LockFile.Hold hold)
      throws IOException {
    var writer = new BlobWriter(blobs, partial, new StreamHash(expected), hold);
    try {
      writer.takeUp();
      return writer;
    } catch (IOException | RuntimeException e) {
      writer.hash.abandon();
      writer.channel.close();
      throw e;
    }
  }

  @Override
  public long position() {
    return hash.count();
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    hash.update(bytes, offset, length);
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw Disk.failure("write a blob", file, e);
    }
  }

  @Override
  public Digest commit() {
    try {
      Digest digest = finish();
      blobs.publish(file, digest);
      return digest;
    } catch (IOException e) {
      throw Disk.failure("store a blob", file, e);
    } finally {
      close();
    }
  }

  @Override
  public void commit(Digest expected, long expectedSize) {
    try {
      Digest digest = finish();
      if (!digest.equals(expected) || position() != expectedSize) {
        throw mismatch(expected, expectedSize, digest, position());
      }
      blobs.publish(file, digest);
    } catch (IOException e) {
      throw Disk.failure("store blob " + expected, file, e);
    } finally {
      close();
    }
  }

  @Override
  public void suspend() {
    if (open) {
      release();
    }
  }

  @Override
  public void close() {
    if (open) {
      release();
      Disk.deleteQuietly(file);
    }
  }

  static DrydockException mismatch(Digest expected, long expectedSize, Digest actual, long size) {
    String what =
        expected.equals(actual)
            ? "has " + size + " bytes, not " + expectedSize
            : "came with the content of " + actual;
    return new DrydockException(ErrorKind.CORRUPT, "blob " + expected + " " + what);
  }

  /** Syncs all that was written. What is left is to give the file its name. */
  private Digest finish() throws IOException {
    if (!open) {
      throw new IOException("the blob is already closed");
    }
    channel.force(true);
    return hash.finish();
  }

  private void takeUp() throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        hash.update(buffer, 0, n);
      }
    }
    channel.position(position());
  }

  private void release() {
    open = false;
    try (LockFile.@Nullable Hold _ = hold) {
      hash.abandon();
      channel.close();
    } catch (IOException e) {
      throw Disk.failure("close a blob", file, e);
    }
  }
}
