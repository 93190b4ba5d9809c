package io.drydock.store;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What this process keeps from collection. Readers are protected while a lease is held; whoever
 * writes without one is protected until the store is closed.
 */
final class Leases {
  private static final Guard UNGUARDED = new Guard(null, null);

  private final Path root;
  private final Locks locks;
  private @Nullable Owner owner;
  private int explicit;
  private boolean implicit;

  Leases(Path root, Locks locks) {
    this.root = root;
    this.locks = locks;
  }

  /**
   * The time in which something is found and pinned, and no collector runs. A guard without a lease
   * does nothing.
   */
  static final class Guard implements AutoCloseable {
    private final LockFile.@Nullable Hold hold;
    private final @Nullable Owner owner;

    private Guard(LockFile.@Nullable Hold hold, @Nullable Owner owner) {
      this.hold = hold;
      this.owner = owner;
    }

    void pin(Digest blob) {
      pin("blob " + blob);
    }

    void pin(Layers.Id layer) {
      pin("layer " + layer.value());
    }

    /** Pins a manifest or index and all below it. */
    void pin(Descriptor image) {
      pin("image " + image.digest());
    }

    private void pin(String line) {
      if (owner != null) {
        try {
          owner.pin(line);
        } catch (IOException e) {
          throw Disk.failure("note what is in use", owner.temporary(""), e);
        }
      }
    }

    @Override
    public void close() {
      if (hold != null) {
        hold.close();
      }
    }
  }

  synchronized Lease acquire() {
    owner();
    explicit++;
    return new Lease() {
      private boolean open = true;

      @Override
      public void close() {
        synchronized (Leases.this) {
          if (open) {
            open = false;
            explicit--;
            forgetUnlessActive();
          }
        }
      }
    };
  }

  /** For finding things: guards only while a lease is held. */
  Guard reading() {
    Owner active;
    synchronized (this) {
      active = isActive() ? owner : null;
    }
    return active == null ? UNGUARDED : new Guard(locks.collection.shared(0), active);
  }

  /** For adding things: guards always. */
  Guard writing() {
    Owner active;
    synchronized (this) {
      active = owner();
      implicit |= explicit == 0;
    }
    return new Guard(locks.collection.shared(0), active);
  }

  /** Whether the blob or layer needs no further pin. */
  synchronized boolean isPinned(String line) {
    return owner != null && isActive() && owner.isPinned(line);
  }

  /** A name for a new file or directory on the store's file system. */
  synchronized Path temporary(String purpose) {
    return owner().temporary(purpose);
  }

  /** Gives up the protection that no lease asked for. */
  synchronized void dropImplicit() {
    implicit = false;
    forgetUnlessActive();
  }

  synchronized void close() {
    if (owner != null) {
      try {
        owner.close();
      } catch (IOException e) {
        throw Disk.failure("leave the store", root, e);
      }
      owner = null;
    }
  }

  private boolean isActive() {
    return implicit || explicit > 0;
  }

  private void forgetUnlessActive() {
    if (owner != null && !isActive()) {
      try {
        owner.unpinAll();
      } catch (IOException e) {
        throw Disk.failure("end a lease", root, e);
      }
    }
  }

  private Owner owner() {
    Owner present = owner;
    if (present == null) {
      try (var _ = locks.collection.shared(0)) {
        present = Owner.create(root);
        owner = present;
      } catch (IOException e) {
        throw Disk.failure("write to the store", root, e);
      }
    }
    return present;
  }
}
