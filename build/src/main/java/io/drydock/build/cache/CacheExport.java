package io.drydock.build.cache;

import io.drydock.build.CacheLocation;
import io.drydock.build.CacheTarget;
import io.drydock.build.Vertex;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Progress;
import io.drydock.build.solve.Result;
import io.drydock.build.solve.SolvedStep;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.ContentRepository.Content;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Leaves what a build knows for builds elsewhere: {@code --cache-to}. */
final class CacheExport {
  private final Store store;
  private final LayerAccess access;
  private final Progress progress;
  private final CacheImport imports;

  /**
   * What came of the build.
   *
   * @param steps all that added layers
   * @param results the root file systems that were asked for
   */
  record Solved(List<SolvedStep> steps, List<Result.Rootfs> results) {}

  CacheExport(Store store, LayerAccess access, Progress progress, CacheImport imports) {
    this.store = store;
    this.access = access;
    this.progress = progress;
    this.imports = imports;
  }

  /**
   * Writes the cache.
   *
   * @throws DrydockException when that fails, unless the target says that this does not matter
   */
  void export(CacheTarget target, CacheStorage storage, Solved solved) {
    boolean directory = target.location() instanceof CacheLocation.Directory;
    Vertex vertex =
        vertex(directory ? "exporting cache to client directory" : "exporting cache to registry");
    progress.started(vertex);
    try {
      write(vertex, target, storage, solved);
      progress.finished(vertex);
    } catch (IOException | DrydockException e) {
      progress.failed(vertex, String.valueOf(e.getMessage()), false);
      boolean cancelled =
          e instanceof DrydockException known && known.kind() == ErrorKind.CANCELLED;
      if (cancelled || !target.ignoreError()) {
        throw e instanceof DrydockException known
            ? known
            : new DrydockException(
                ErrorKind.EXHAUSTED, "cannot export the cache: " + e.getMessage(), e);
      }
    }
  }

  private void write(Vertex vertex, CacheTarget target, CacheStorage storage, Solved solved)
      throws IOException {
    List<SolvedStep> steps = target.mode() == CacheTarget.Mode.MAX ? solved.steps() : min(solved);
    var contents = new ArrayList<Content>();
    var document = new CacheDocument[1];
    Io.part(
        progress,
        vertex,
        "preparing build cache for export",
        () -> {
          Map<Layers.Id, LayerBlobs.Packed> packed = pack(target.form(), steps);
          document[0] = document(steps, packed);
          packed.values().stream()
              .collect(
                  LinkedHashMap<Digest, Content>::new,
                  (all, each) -> all.putIfAbsent(each.content().blob().digest(), each.content()),
                  Map::putAll)
              .values()
              .forEach(contents::add);
          contents.addAll(mounts(vertex, target, storage, solved));
        });
    Io.part(progress, vertex, "writing layers", () -> storage.push(contents));
    byte[] bytes = document[0].toBytes();
    Descriptor config =
        new Descriptor(CacheDocument.MEDIA_TYPE, store.blobs().put(bytes), bytes.length);
    Io.part(
        progress,
        vertex,
        "writing config " + config.digest(),
        () -> storage.push(List.of(new Content(config, () -> {}))));
    var manifest =
        new CacheManifest(Optional.of(config), contents.stream().map(Content::blob).toList());
    byte[] manifestBytes = manifest.toBytes(target.documents());
    Io.part(
        progress,
        vertex,
        "writing cache manifest " + Digest.of(manifestBytes),
        () -> storage.put(manifestBytes, DirectoryStorage.typeOf(target.documents())));
  }

  /** The steps whose layers the results have. */
  static List<SolvedStep> min(Solved solved) {
    return solved.steps().stream()
        .filter(step ->
            solved.results().stream().anyMatch(result -> isBeginning(step.rootfs(), result)))
        .toList();
  }

  private static boolean isBeginning(Result.Rootfs beginning, Result.Rootfs whole) {
    List<Layers.Id> ids = beginning.ids();
    return ids.size() <= whole.ids().size() && whole.ids().subList(0, ids.size()).equals(ids);
  }

  private Map<Layers.Id, LayerBlobs.Packed> pack(CacheTarget.Form form, List<SolvedStep> steps)
      throws IOException {
    var blobs = new LayerBlobs(store, access, form);
    Map<Layers.Id, LayerBlobs.Packed> packed = new LinkedHashMap<>();
    for (SolvedStep step : steps) {
      for (Result.Layer layer : step.rootfs().layers()) {
        if (!packed.containsKey(layer.id())) {
          packed.put(layer.id(), blobs.pack(layer));
        }
      }
    }
    return packed;
  }

  private CacheDocument document(List<SolvedStep> steps, Map<Layers.Id, LayerBlobs.Packed> packed)
      throws IOException {
    var document = new DocumentBuilder();
    var graph = new LlbGraph();
    for (SolvedStep step : steps) {
      List<Digest> chain =
          step.rootfs().layers().stream()
              .map(each -> packed.get(each.id()))
              .map(each -> each.content().blob().digest())
              .toList();
      int layer = document.chain(chain);
      for (String key : step.keys(store.layers())) {
        document.add(key, layer, step.rootfs().layers().getLast().created());
      }
      document.add(graph.keys(step.view()), layer, step.rootfs().layers().getLast().created());
    }
    return document.build();
  }

  private List<Content> mounts(
      Vertex vertex, CacheTarget target, CacheStorage storage, Solved solved) throws IOException {
    if (target.mounts().isEmpty()) {
      return List.of();
    }
    Set<String> ids = new LinkedHashSet<>();
    for (SolvedStep step : solved.steps()) {
      step.cacheMounts().stream().filter(target.mounts()::wants).forEach(ids::add);
    }
    Map<String, Descriptor> present =
        RemoteCache.read(storage, store).map(RemoteCache::mounts).orElse(Map.of());
    return new MountExport(store, present, imports, line -> progress.log(vertex, line)).gather(ids);
  }

  private static Vertex vertex(String name) {
    Digest digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
    return new Vertex(digest, name, List.of(), Optional.empty());
  }
}
