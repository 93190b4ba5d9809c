package io.drydock.store;

import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts what the store holds; see {@link Usage}. */
final class UsageCounter {
  private final Path root;
  private final ImageIndexFile images;
  private final BlobDirectory blobs;
  private final ImageReader reader;
  private final LayerSizes sizes;

  UsageCounter(Path root, BlobDirectory blobs, ImageIndexFile images) {
    this.root = root;
    this.images = images;
    this.blobs = blobs;
    this.reader = new ImageReader(blobs);
    this.sizes = new LayerSizes(root);
  }

  /** An image's own small documents, and its layers with their sizes. */
  private record Counted(Optional<ImageReader.Read> first, Map<Digest, Long> layers) {}

  Usage count() throws IOException {
    Map<Digest, Counted> targets = new LinkedHashMap<>();
    List<Images.Entry> entries = images.list();
    for (Images.Entry entry : entries) {
      if (!targets.containsKey(entry.target().digest())) {
        targets.put(entry.target().digest(), layersOf(entry));
      }
    }
    Map<Digest, Integer> users = new HashMap<>();
    Map<Digest, Long> layers = new HashMap<>();
    for (Counted each : targets.values()) {
      each.layers.keySet().forEach(layer -> users.merge(layer, 1, Integer::sum));
      layers.putAll(each.layers);
    }
    var usages = new ArrayList<Usage.ImageUsage>();
    for (Images.Entry entry : entries) {
      usages.add(usage(entry, users, targets));
    }
    long layerBytes = layers.values().stream().mapToLong(Long::longValue).sum();
    return new Usage(usages, layerBytes, cache(layers.keySet()), directories(), garbage());
  }

  /** The diff IDs of all images' layers. */
  Set<Digest> imageLayers() {
    Set<Digest> layers = new LinkedHashSet<>();
    for (Images.Entry entry : images.list()) {
      for (ImageReader.Read image : reader.all(entry.target())) {
        layers.addAll(image.config().diffIds());
      }
    }
    return layers;
  }

  private Counted layersOf(Images.Entry entry) {
    Map<Digest, Long> layers = new LinkedHashMap<>();
    List<ImageReader.Read> all = reader.all(entry.target());
    for (ImageReader.Read image : all) {
      List<Digest> diffIds = image.config().diffIds();
      for (int i = 0; i < Math.min(diffIds.size(), image.manifest().layers().size()); i++) {
        Digest diffId = diffIds.get(i);
        layers.put(diffId, sizes.logical(diffId, image.manifest().layers().get(i)));
      }
    }
    return new Counted(all.stream().findFirst(), layers);
  }

  private static Usage.ImageUsage usage(
      Images.Entry entry, Map<Digest, Integer> users, Map<Digest, Counted> targets) {
    Digest target = entry.target().digest();
    Counted counted = targets.getOrDefault(target, new Counted(Optional.empty(), Map.of()));
    long shared = 0;
    long unique = 0;
    for (Map.Entry<Digest, Long> layer : counted.layers.entrySet()) {
      if (users.getOrDefault(layer.getKey(), 0) > 1) {
        shared += layer.getValue();
      } else {
        unique += layer.getValue();
      }
    }
    return new Usage.ImageUsage(
        entry,
        counted.first.map(ImageReader.Read::id).orElse(target),
        counted.first.flatMap(each -> each.config().created()),
        shared,
        unique);
  }

  private List<Usage.CacheUsage> cache(Set<Digest> imageLayers) throws IOException {
    Map<Layers.Id, Records.Entry> latest = new LinkedHashMap<>();
    for (RecordFiles records : RecordFiles.all(root)) {
      for (Records.Entry record : records.list()) {
        for (Layers.Id layer : record.layers()) {
          latest.merge(layer, record, (a, b) -> a.lastUsed().isAfter(b.lastUsed()) ? a : b);
        }
      }
    }
    var files = new LayerFiles(root);
    var usages = new ArrayList<Usage.CacheUsage>();
    for (Map.Entry<Layers.Id, Records.Entry> each : latest.entrySet()) {
      Optional<LayerRecord> record = files.find(each.getKey());
      if (record.isPresent()) {
        boolean shared = record.get().diffId().filter(imageLayers::contains).isPresent();
        Instant made = each.getValue().made();
        Instant used = each.getValue().lastUsed();
        long bytes = sizes.onDisk(each.getKey());
        usages.add(new Usage.CacheUsage(each.getKey(), bytes, shared, made, used));
      }
    }
    return usages;
  }

  private List<Usage.DirectoryUsage> directories() throws IOException {
    var usages = new ArrayList<Usage.DirectoryUsage>();
    for (Path directory : Disk.list(root.resolve("caches"))) {
      usages.add(
          new Usage.DirectoryUsage(
              Files.readString(directory.resolve(CacheDirectory.ID_FILE)),
              DiskUsage.of(directory.resolve(CacheDirectory.DATA)),
              Files.getLastModifiedTime(directory).toInstant()));
    }
    return usages;
  }

  /** What a sweep would free now. */
  private long garbage() throws IOException {
    var mark = new Mark(root, blobs);
    mark.leases();
    mark.images(images.read());
    mark.records();
    long bytes = 0;
    for (Path layer : Disk.list(root.resolve("layers"))) {
      bytes += mark.isMarked(new Layers.Id(Disk.name(layer))) ? 0 : DiskUsage.of(layer);
    }
    Set<Path> unmarked = new LinkedHashSet<>();
    for (Path blob : Disk.list(root.resolve("blobs/sha256"))) {
      if (!mark.isMarked(new Digest("sha256", Disk.name(blob)))) {
        unmarked.add(blob);
      }
    }
    for (Path each : unmarked) {
      bytes += DiskUsage.of(each);
    }
    return bytes;
  }
}
