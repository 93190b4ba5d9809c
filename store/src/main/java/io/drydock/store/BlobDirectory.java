package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@link Blobs} as files named by their digest. */
final class BlobDirectory implements Blobs {
  private static final int LARGEST_DOCUMENT = 16 << 20;

  private final Path root;
  private final Path partial;
  private final Leases leases;
  private final Locks locks;

  BlobDirectory(Path root, Leases leases, Locks locks) {
    this.root = root.resolve("blobs");
    this.partial = root.resolve("partial");
    this.leases = leases;
    this.locks = locks;
  }

  @Override
  public boolean contains(Digest digest) {
    Path path = path(digest);
    if (leases.isPinned("blob " + digest)) {
      return Files.exists(path);
    }
    try (var guard = leases.reading()) {
      boolean present = Files.exists(path);
      if (present) {
        guard.pin(digest);
      }
      return present;
    }
  }

  @Override
  public long size(Digest digest) {
    requirePinned(digest);
    try {
      return Files.size(path(digest));
    } catch (IOException e) {
      throw failure(digest, e);
    }
  }

  @Override
  public InputStream open(Digest digest) {
    requirePinned(digest);
    try {
      return Files.newInputStream(path(digest));
    } catch (IOException e) {
      throw failure(digest, e);
    }
  }

  @Override
  public byte[] read(Digest digest) {
    long size = size(digest);
    if (size > LARGEST_DOCUMENT) {
      throw new DrydockException(
          ErrorKind.INVALID, "blob " + digest + " is too large for a document: " + size + " bytes");
    }
    try {
      return Files.readAllBytes(path(digest));
    } catch (IOException e) {
      throw failure(digest, e);
    }
  }

  @Override
  public Path path(Digest digest) {
    return root.resolve(digest.algorithm()).resolve(digest.encoded());
  }

  @Override
  public Digest put(byte[] content) {
    Digest digest = Digest.of(content);
    if (contains(digest)) {
      pinNew(digest);
      return digest;
    }
    Path temporary = leases.temporary("blob");
    try {
      Disk.writeNew(temporary, content);
      publish(temporary, digest);
      return digest;
    } catch (IOException e) {
      throw Disk.failure("store a blob", path(digest), e);
    }
  }

  @Override
  public Writer write() {
    Path temporary = leases.temporary("blob");
    try {
      return BlobWriter.create(this, temporary);
    } catch (IOException e) {
      throw Disk.failure("start a blob", temporary, e);
    }
  }

  @Override
  public Writer resume(Digest expected) {
    LockFile.Hold hold = locks.downloads.exclusive(LockFile.key(expected.toString()));
    try {
      if (contains(expected)) {
        pinNew(expected);
        return new PresentBlob(expected, size(expected), hold);
      }
      return BlobWriter.resume(this, partialPath(expected), expected, hold);
    } catch (IOException e) {
      hold.close();
      throw Disk.failure("resume a download", partialPath(expected), e);
    } catch (RuntimeException | Error e) {
      hold.close();
      throw e;
    }
  }

  /** Where the beginning of a blob lies whose download broke off. */
  Path partialPath(Digest expected) {
    return partial.resolve(expected.algorithm() + "-" + expected.encoded());
  }

  /** Gives a synced file its name, or drops it when the blob is there already. */
  void publish(Path temporary, Digest digest) throws IOException {
    Path target = path(digest);
    try (var guard = leases.writing()) {
      guard.pin(digest);
      if (Files.exists(target)) {
        Files.delete(temporary);
        return;
      }
      if (!digest.algorithm().equals("sha256")) {
        Files.createDirectories(Disk.parent(target));
      }
      Disk.publish(temporary, target);
    }
  }

  /** Pins a blob that the caller would have written, were it not there. */
  private void pinNew(Digest digest) {
    if (!leases.isPinned("blob " + digest)) {
      try (var guard = leases.writing()) {
        guard.pin(digest);
      }
    }
  }

  private void requirePinned(Digest digest) {
    if (!contains(digest)) {
      throw missing(digest);
    }
  }

  private DrydockException failure(Digest digest, IOException cause) {
    return cause instanceof NoSuchFileException
        ? missing(digest)
        : Disk.failure("read a blob", path(digest), cause);
  }

  private static DrydockException missing(Digest digest) {
    return new DrydockException(ErrorKind.NOT_FOUND, "blob " + digest + " is not in the store");
  }
}
