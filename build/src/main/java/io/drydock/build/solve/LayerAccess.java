package io.drydock.build.solve;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The layers of results, fetched and unpacked when they are first looked into. */
public final class LayerAccess {
  private final Store store;
  private final Fetcher fetcher;
  private final Map<Layers.Id, Digest> origins = new ConcurrentHashMap<>();
  private final Map<Layers.Id, Runnable> fetches = new ConcurrentHashMap<>();
  private final Map<Layers.Id, Path> trees = new ConcurrentHashMap<>();
  private final Map<List<Layers.Id>, FileTree> views = new ConcurrentHashMap<>();

  /** Brings a layer of an image into the store that only the image's manifest is in. */
  @FunctionalInterface
  public interface Fetcher {
    void fetch(Digest manifest, Digest diffId);
  }

  public LayerAccess(Store store, Fetcher fetcher) {
    this.store = store;
    this.fetcher = fetcher;
  }

  /** Notes where a base image's layers can be had. */
  void offer(Digest manifest, Result.Rootfs rootfs) {
    rootfs.layers().forEach(each -> origins.putIfAbsent(each.id(), manifest));
  }

  /** Notes how the blob of a layer that a build elsewhere made can be brought here. */
  void offer(Layers.Id layer, Runnable fetch) {
    fetches.putIfAbsent(layer, fetch);
  }

  /** The file system as one tree. */
  public FileTree view(Result.Rootfs rootfs) {
    List<Layers.Id> ids = rootfs.ids();
    FileTree known = views.get(ids);
    if (known != null) {
      return known;
    }
    rootfs.layers().forEach(this::require);
    FileTree view = store.layers().view(ids);
    views.put(ids, view);
    return view;
  }

  /**
   * The directories to lay over each other, base first. Layers that hold nothing are left out, and
   * of a layer that is there twice only the upper one counts: overlayfs refuses the same directory
   * twice.
   */
  List<Path> trees(Result.Rootfs rootfs) {
    List<Layers.Id> ids = rootfs.ids();
    var paths = new ArrayList<Path>();
    for (int i = 0; i < ids.size(); i++) {
      Layers.Id id = ids.get(i);
      if (!id.equals(EmptyLayer.ID) && ids.lastIndexOf(id) == i) {
        paths.add(tree(rootfs.layers().get(i), ids.subList(0, i)));
      }
    }
    return paths;
  }

  private Path tree(Result.Layer layer, List<Layers.Id> below) {
    Path known = trees.get(layer.id());
    if (known != null) {
      return known;
    }
    // One at a time: two steps on the same base would both unpack it.
    synchronized (trees) {
      return trees.computeIfAbsent(
          layer.id(),
          id -> {
            require(layer);
            return store.layers().tree(id, below);
          });
    }
  }

  /** Makes sure that the layer is in the store. */
  public void require(Result.Layer layer) {
    if (layer.blob().isEmpty() || store.layers().contains(layer.id())) {
      return;
    }
    Descriptor blob = layer.blob().get();
    var diffId = new Digest("sha256", layer.id().value());
    Digest manifest = origins.get(layer.id());
    Runnable fetch = fetches.get(layer.id());
    if (fetch != null && !store.blobs().contains(blob.digest())) {
      fetch.run();
      store.layers().add(blob, diffId);
    } else if (manifest != null && !store.blobs().contains(blob.digest())) {
      fetcher.fetch(manifest, diffId);
    } else {
      store.layers().add(blob, diffId);
    }
  }
}
