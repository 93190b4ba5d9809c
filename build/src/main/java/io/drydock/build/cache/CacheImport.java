package io.drydock.build.cache;

import io.drydock.build.Vertex;
import io.drydock.build.solve.ImportedSteps;
import io.drydock.build.solve.Progress;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.ContentRepository.Content;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caches of {@code --cache-from}, the first that knows a step wins. None is asked before a step
 * is met that the store does not know, and then only for its documents; a layer's blob comes when
 * somebody looks into it.
 */
public final class CacheImport implements ImportedSteps {
  private final List<CacheStorage> storages;
  private final Store store;
  private final Progress progress;
  private @Nullable Map<String, Imported> steps;
  private final Map<String, Mount> mounts = new HashMap<>();

  private record Mount(CacheStorage storage, Descriptor blob) {}

  CacheImport(List<CacheStorage> storages, Store store, Progress progress) {
    this.storages = List.copyOf(storages);
    this.store = store;
    this.progress = progress;
  }

  @Override
  public boolean isEmpty() {
    return storages.isEmpty();
  }

  @Override
  public Optional<Imported> find(String key) {
    return Optional.ofNullable(steps().get(key));
  }

  @Override
  public synchronized boolean fillMount(String id, Path empty) throws IOException {
    steps();
    Mount mount = mounts.get(id);
    if (mount == null) {
      return false;
    }
    mount.storage.fetch(mount.blob);
    try (InputStream in = store.blobs().open(mount.blob.digest())) {
      MountArchive.unpack(in, empty);
    }
    return true;
  }

  /** What the caches have of a cache mount, and how it gets here. */
  synchronized Optional<Content> mount(String id) {
    steps();
    return Optional.ofNullable(mounts.get(id))
        .map(each -> new Content(each.blob, () -> each.storage.fetch(each.blob)));
  }

  private synchronized Map<String, Imported> steps() {
    Map<String, Imported> present = steps;
    if (present == null) {
      present = new HashMap<>();
      for (CacheStorage each : storages) {
        read(each, present);
      }
      steps = present;
    }
    return present;
  }

  /** A cache that cannot be read makes a build slower, not fail. */
  private void read(CacheStorage storage, Map<String, Imported> into) {
    String name = "importing cache manifest from " + storage.name();
    Digest digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
    var vertex = new Vertex(digest, name, List.of(), Optional.empty());
    progress.started(vertex);
    try {
      RemoteCache cache =
          RemoteCache.read(storage, store)
              .orElseThrow(
                  () -> new DrydockException(ErrorKind.NOT_FOUND, storage.name() + ": not found"));
      for (CacheDocument each : cache.documents()) {
        add(storage, cache, each, into);
      }
      cache.mounts().forEach((id, blob) -> mounts.putIfAbsent(id, new Mount(storage, blob)));
      progress.finished(vertex);
    } catch (DrydockException | ArithmeticException | IllegalArgumentException e) {
      if (e instanceof DrydockException known && known.kind() == ErrorKind.CANCELLED) {
        throw e;
      }
      progress.failed(vertex, String.valueOf(e.getMessage()), false);
    }
  }

  /** Records without inputs say all that matters in their digest: ours are such. */
  private static void add(
      CacheStorage storage, RemoteCache cache, CacheDocument document, Map<String, Imported> into) {
    for (CacheDocument.Entry each : document.records()) {
      if (each.inputs().isEmpty() && !each.results().isEmpty()) {
        CacheDocument.Output result = each.results().getFirst();
        CacheDocument.Layer layer = document.layers().get(result.layer());
        Optional<Descriptor> blob = cache.blob(layer);
        Optional<Digest> diffId = cache.diffId(layer);
        if (blob.isPresent() && diffId.isPresent()) {
          Descriptor found = blob.get();
          into.putIfAbsent(
              each.digest().encoded(),
              new Imported(diffId.get(), found, result.created(), () -> storage.fetch(found)));
        }
      }
    }
  }
}
