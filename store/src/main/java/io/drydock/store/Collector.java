package io.drydock.store;

import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Removes what nothing needs, counts what there is, and checks that all is whole. Safe beside other
 * processes' builds and pulls: what they have pinned stays.
 */
public final class Collector {
  private final Path root;
  private final BlobDirectory blobs;
  private final ImageIndexFile images;
  private final Locks locks;
  private final Leases leases;
  private final ImageUses uses;

  Collector(
      Path root,
      BlobDirectory blobs,
      ImageIndexFile images,
      Locks locks,
      Leases leases,
      ImageUses uses) {
    this.root = root;
    this.blobs = blobs;
    this.images = images;
    this.locks = locks;
    this.leases = leases;
    this.uses = uses;
  }

  /**
   * Removes images as the options say, but none that a container uses, and then all that nothing
   * needs any more.
   */
  public PruneReport prune(PruneOptions options) {
    Set<Digest> used = uses.images();
    List<Images.Entry> removed = new ImagePruner(images, blobs).prune(options.keeping(used));
    PruneReport swept = sweep();
    return new PruneReport(removed, swept.blobs(), swept.bytes());
  }

  /** Takes things out of the build cache as the options say, then removes what nothing needs. */
  public CachePruneReport pruneCache(CachePruneOptions options) {
    try {
      Path trash = trash();
      Set<Digest> imageLayers = new UsageCounter(root, blobs, images).imageLayers();
      List<CacheItem> removed = new CachePruner(root, locks, trash).prune(options, imageLayers);
      return new CachePruneReport(removed, sweep(trash).bytes());
    } catch (IOException e) {
      throw Disk.failure("prune the build cache", root, e);
    }
  }

  /**
   * Removes what no name, record or lease leads to, and what dead processes left. What this process
   * wrote is only protected if it holds a lease.
   */
  public PruneReport sweep() {
    try {
      return sweep(trash());
    } catch (IOException e) {
      throw Disk.failure("collect garbage", root, e);
    }
  }

  /** What the build cache keeps. Reads every file's size. */
  public List<CacheItem> cache() {
    try {
      return new CacheInventory(root).all(new UsageCounter(root, blobs, images).imageLayers());
    } catch (IOException e) {
      throw Disk.failure("list the build cache", root, e);
    }
  }

  /** How much is there of what. Reads every file's size. */
  public Usage usage() {
    try {
      return new UsageCounter(root, blobs, images).count();
    } catch (IOException e) {
      throw Disk.failure("count what the store holds", root, e);
    }
  }

  /**
   * Looks for faults.
   *
   * @param quick whether to compare blobs' sizes only, not their digests
   */
  public List<Fault> check(boolean quick) {
    try {
      return new Checker(root, blobs, locks).check(quick);
    } catch (IOException e) {
      throw Disk.failure("check the store", root, e);
    }
  }

  private PruneReport sweep(Path trash) throws IOException {
    leases.dropImplicit();
    var sweep = new Sweep(root, locks, trash);
    try (var _ = locks.collection.exclusive(0)) {
      sweep.run(mark());
    }
    long bytes = sweep.empty();
    Files.deleteIfExists(trash);
    return new PruneReport(List.of(), sweep.removedBlobs(), bytes);
  }

  /** Leases before names and records: who ends a lease has named before what it made. */
  private Mark mark() throws IOException {
    var mark = new Mark(root, blobs);
    mark.leases();
    ImageIndex index = images.read();
    mark.images(index);
    mark.records();
    return mark;
  }

  private Path trash() throws IOException {
    return Files.createDirectory(leases.temporary("trash"));
  }
}
