package io.drydock.store;

import io.drydock.oci.Digest;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Content by digest: {@code blobs/sha256/…} of the image layout. A blob that is there is whole. */
public interface Blobs {
  boolean contains(Digest digest);

  /** Size in bytes; NOT_FOUND when there is no such blob. */
  long size(Digest digest);

  InputStream open(Digest digest);

  /** All bytes of a small document; INVALID when it is larger than 16 MiB. */
  byte[] read(Digest digest);

  /** Where the blob lies or would lie. Never write there. */
  Path path(Digest digest);

  /** Stores the bytes and returns their digest; nothing happens when they are there already. */
  Digest put(byte[] content);

  /** Starts a blob whose digest is not known yet. */
  Writer write();

  /**
   * Starts or takes up the download of a known blob: bytes that an earlier, broken attempt left are
   * kept and already hashed. Only one process at a time holds a blob's download; another waits.
   * When the blob is there by then, the writer's position is its size, and it only takes a commit.
   */
  Writer resume(Digest expected);

  /**
   * A blob in the making. Closing it without a commit drops what was written. Writing throws a
   * {@link io.drydock.core.DrydockException}, of kind EXHAUSTED when the disk is full, so that a
   * copier can tell it from a failure of its source.
   */
  abstract class Writer extends OutputStream {
    /** Bytes so far, with those taken up from an earlier attempt. */
    public abstract long position();

    /**
     * Syncs the blob and gives it its name.
     *
     * @return the digest of all bytes
     */
    public abstract Digest commit();

    /**
     * As {@link #commit()}, after a check.
     *
     * @throws io.drydock.core.DrydockException of kind CORRUPT when the bytes have another digest
     *     or size; nothing is kept
     */
    public abstract void commit(Digest expected, long expectedSize);

    /** Keeps what was written for a later {@link #resume}, and closes. */
    public abstract void suspend();

    @Override
    public abstract void close();
  }
}
