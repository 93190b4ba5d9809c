package io.drydock.base.archive;

import io.drydock.base.progress.BaseProgress;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Debian archives as a whole: from repositories to verified indexes and package files. */
public final class Archive implements AutoCloseable {
  private static final int PARALLEL_DOWNLOADS = 4;
  private static final long LARGEST_RELEASE = 16 << 20;

  private final ArchiveCache cache;
  private final Fetcher fetcher = new Fetcher();
  private final BaseProgress progress;

  /**
   * @param cacheRoot a directory for what is fetched, shared by any number of processes
   */
  public Archive(Path cacheRoot, BaseProgress progress) {
    this.cache = new ArchiveCache(cacheRoot);
    this.progress = progress;
  }

  /**
   * A package file to be had.
   *
   * @param name and version, for messages
   * @param path below the repository's root
   */
  public record Wanted(String name, Repository repository, String path, Digest digest, long size) {}

  /** A repository's release and its indexes for one architecture. */
  public record Snapshot(Repository repository, Instant date, List<PackageIndex> indexes) {
    public Snapshot {
      indexes = List.copyOf(indexes);
    }
  }

  /**
   * Fetches a repository's release file, verifies it, and fetches the indexes of its components.
   *
   * @throws DrydockException of kind CORRUPT when a signature, hash or date is not as it should be;
   *     of kind NOT_FOUND when there is no such suite or component; of kind UNAVAILABLE when the
   *     mirror cannot be reached
   */
  public Snapshot open(Repository repository, String architecture) {
    progress.phase("Reading " + repository);
    Release release = release(repository);
    var indexes = new ArrayList<PackageIndex>();
    for (String component : repository.components()) {
      indexes.add(index(repository, release, component, architecture));
    }
    return new Snapshot(repository, release.date(), indexes);
  }

  /** The files in the order asked for; fetched where the cache lacks them, several at a time. */
  public List<Path> packages(List<Wanted> wanted) {
    long total = wanted.stream().mapToLong(Wanted::size).sum();
    progress.downloading(wanted.size(), total);
    return inParallel(
        wanted.stream().<Callable<Path>>map(each -> () -> fetchPackage(each)).toList());
  }

  private Path fetchPackage(Wanted wanted) {
    Optional<Path> cached = cache.find(wanted.digest());
    if (cached.isPresent()) {
      progress.downloaded(wanted.name(), wanted.size());
      return cached.get();
    }
    return fetch(
        wanted.repository(),
        List.of(wanted.path()),
        wanted.digest(),
        wanted.size(),
        "package " + wanted.name(),
        n -> progress.downloaded(wanted.name(), n));
  }

  private static <T> List<T> inParallel(List<Callable<T>> tasks) {
    try (ExecutorService pool = Executors.newFixedThreadPool(PARALLEL_DOWNLOADS)) {
      List<Future<T>> started = tasks.stream().map(pool::submit).toList();
      var results = new ArrayList<T>();
      for (Future<T> each : started) {
        try {
          results.add(each.get());
        } catch (ExecutionException e) {
          pool.shutdownNow();
          throw e.getCause() instanceof DrydockException known
              ? known
              : new DrydockException(ErrorKind.INTERNAL, "a download failed", e.getCause());
        } catch (InterruptedException e) {
          pool.shutdownNow();
          Thread.currentThread().interrupt();
          throw new DrydockException(ErrorKind.CANCELLED, "downloads were interrupted", e);
        }
      }
      return List.copyOf(results);
    }
  }

  private Release release(Repository repository) {
    Path temporary = cache.temporary();
    String path = "dists/" + repository.suite() + "/InRelease";
    try {
      fetcher.fetch(repository.locate(path), temporary, LARGEST_RELEASE, _ -> {});
      Release release = verified(Files.readAllBytes(temporary), repository);
      cache.keep(temporary, cache.releasePath(repository));
      return release;
    } catch (Fetcher.Missing e) {
      throw new DrydockException(
              ErrorKind.NOT_FOUND, repository.mirror() + " has no suite " + repository.suite(), e)
          .withHint("A suite must be signed with an InRelease file; looked for " + path + ".");
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot read " + temporary, e);
    } catch (DrydockException e) {
      return lastKnown(repository, e);
    } finally {
      delete(temporary);
    }
  }

  private static Release verified(byte[] file, Repository repository) {
    String text = InRelease.verify(file, repository.keyring(), "the release of " + repository);
    return Release.parse(text, repository, Instant.now());
  }

  /** What was fetched last time, verified again, when the mirror cannot be reached now. */
  private Release lastKnown(Repository repository, DrydockException why) {
    Path kept = cache.releasePath(repository);
    if (why.kind() != ErrorKind.UNAVAILABLE || !Files.isReadable(kept)) {
      throw why;
    }
    try {
      Release release = verified(Files.readAllBytes(kept), repository);
      progress.warning(why.getMessage() + "; using its release of " + release.date());
      return release;
    } catch (IOException e) {
      why.addSuppressed(e);
      throw why;
    }
  }

  private PackageIndex index(
      Repository repository, Release release, String component, String architecture) {
    for (String compression : List.of(".xz", ".gz", "")) {
      String path = component + "/binary-" + architecture + "/Packages" + compression;
      Optional<Release.Hash> hash = release.file(path);
      if (hash.isPresent()) {
        Path plain = plainIndex(repository, release, path, hash.get());
        return PackageIndex.open(plain, repository);
      }
    }
    throw new DrydockException(
        ErrorKind.NOT_FOUND,
        repository + " has no component " + component + " for architecture " + architecture);
  }

  private Path plainIndex(Repository repository, Release release, String path, Release.Hash hash) {
    Path plain = cache.indexPath(hash.digest());
    if (Files.isReadable(plain)) {
      return plain;
    }
    String full = "dists/" + repository.suite() + "/" + path;
    String byHash =
        full.substring(0, full.lastIndexOf('/') + 1) + "by-hash/SHA256/" + hash.digest().encoded();
    Path compressed =
        cache
            .find(hash.digest())
            .orElseGet(() ->
                fetch(
                    repository,
                    release.byHash() ? List.of(byHash, full) : List.of(full),
                    hash.digest(),
                    hash.size(),
                    "index " + full,
                    _ -> {}));
    Path kept = cache.keep(decompressed(compressed, path), plain);
    delete(compressed);
    return kept;
  }

  private Path decompressed(Path compressed, String name) {
    Path temporary = cache.temporary();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(compressed));
        InputStream in =
            name.endsWith(".xz")
                ? new XZInputStream(raw)
                : name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        OutputStream out = Files.newOutputStream(temporary)) {
      in.transferTo(out);
      return temporary;
    } catch (IOException e) {
      delete(temporary);
      throw new DrydockException(
          ErrorKind.CORRUPT, "cannot decompress " + name + ": " + e.getMessage(), e);
    }
  }

  /** Fetches a file whose digest is known from the first of the places that has it. */
  private Path fetch(
      Repository repository,
      List<String> paths,
      Digest expected,
      long size,
      String what,
      LongConsumer arrived) {
    Path temporary = cache.temporary();
    try {
      for (String path : paths) {
        try {
          Fetcher.Fetched fetched =
              fetcher.fetch(repository.locate(path), temporary, size, arrived);
          if (!fetched.digest().equals(expected) || fetched.size() != size) {
            throw mismatch(what, repository, expected, size, fetched);
          }
          return cache.keep(temporary, cache.path(expected));
        } catch (Fetcher.Missing e) {
          // The next place may have it.
        }
      }
      throw new DrydockException(
              ErrorKind.NOT_FOUND, repository.mirror() + " does not have " + what)
          .withHint("The archive has moved on: resolve the base again to get what it has now.");
    } finally {
      delete(temporary);
    }
  }

  private static DrydockException mismatch(
      String what, Repository repository, Digest expected, long size, Fetcher.Fetched fetched) {
    String got =
        fetched.size() > size ? "more than that" : fetched.size() + " bytes, " + fetched.digest();
    return new DrydockException(
            ErrorKind.CORRUPT,
            what
                + " from "
                + repository
                + " is refused: expected "
                + size
                + " bytes, "
                + expected
                + ", got "
                + got)
        .withHint(
            "The mirror is damaged or in the middle of an update: try again, or another one.");
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Left for a later clean-up of the cache; the result does not depend on it.
    }
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
