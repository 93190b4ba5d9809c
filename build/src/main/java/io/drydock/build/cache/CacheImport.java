package io.drydock.build.cache;

import io.drydock.build.Vertex;
import io.drydock.build.solve.ImportedSteps;
import io.drydock.build.solve.Progress;
import io.drydock.build.solve.StepView;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.ContentRepository.Content;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.MediaTypes;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private final List<Foreign> foreign = new ArrayList<>();
  private final LlbGraph graph = new LlbGraph();

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
  public synchronized Optional<Imported> find(StepView step) throws IOException {
    steps();
    for (Foreign each : foreign) {
      List<LlbKey> keys = graph.keys(step);
      for (CacheDocument.Entry record : each.matcher.find(keys)) {
        Optional<Imported> found = each.layer(step, record);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** A document with records of BuildKit. */
  private record Foreign(
      CacheStorage storage, RemoteCache cache, CacheDocument document, LlbMatcher matcher) {

    /** The one layer that the record's result has beyond the step's base. */
    Optional<Imported> layer(StepView step, CacheDocument.Entry record) {
      if (record.results().isEmpty() || step.base().isEmpty()) {
        return Optional.empty();
      }
      CacheDocument.Output result = record.results().getFirst();
      Optional<List<Digest>> base = step.diffIds(step.base().get());
      var chain = new ArrayDeque<CacheDocument.Layer>();
      var diffIds = new ArrayDeque<Digest>();
      for (int i = result.layer();
          i != CacheDocument.NO_PARENT && chain.size() <= document.layers().size();
          i = document.layers().get(i).parent()) {
        CacheDocument.Layer layer = document.layers().get(i);
        Optional<Digest> diffId = cache.diffId(layer);
        if (diffId.isEmpty()) {
          return Optional.empty();
        }
        if (!diffId.get().equals(StepView.emptyLayer())) {
          chain.push(layer);
          diffIds.push(diffId.get());
        }
      }
      List<Digest> whole = List.copyOf(diffIds);
      if (base.isEmpty() || whole.equals(base.get())) {
        return base.map(any -> imported(chain.peekLast(), StepView.emptyLayer(), result));
      }
      boolean oneMore =
          whole.size() == base.get().size() + 1
              && whole.subList(0, base.get().size()).equals(base.get());
      return oneMore
          ? Optional.of(imported(chain.getLast(), whole.getLast(), result))
          : Optional.empty();
    }

    private Imported imported(
        CacheDocument.@Nullable Layer layer, Digest diffId, CacheDocument.Output result) {
      Optional<Descriptor> blob = layer == null ? Optional.empty() : cache.blob(layer);
      Descriptor found = blob.orElseGet(() -> new Descriptor(MediaTypes.OCI_LAYER, diffId, 0));
      return new Imported(diffId, found, result.created(), () -> storage.fetch(found));
    }
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
        var matcher = new LlbMatcher(each);
        if (!matcher.isEmpty()) {
          foreign.add(new Foreign(storage, cache, each, matcher));
        }
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

  private static void add(
      CacheStorage storage, RemoteCache cache, CacheDocument document, Map<String, Imported> into) {
    for (CacheDocument.Known each : document.steps()) {
      CacheDocument.Output result = each.output();
      CacheDocument.Layer layer = document.layers().get(result.layer());
      Optional<Descriptor> blob = cache.blob(layer);
      Optional<Digest> diffId = cache.diffId(layer);
      if (blob.isPresent() && diffId.isPresent()) {
        Descriptor found = blob.get();
        into.putIfAbsent(
            each.key(),
            new Imported(diffId.get(), found, result.created(), () -> storage.fetch(found)));
      }
    }
  }
}
