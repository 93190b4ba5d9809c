package io.drydock.engine.files;

import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.RootDirectory;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.TreePath;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The layer between an image and what a container writes: the places that every container needs for
 * mounts and that the image lacks. So they are neither among a container's changes nor in images
 * that are made of it. All containers of an image share one.
 */
final class InitLayer {
  /** Part of the layers' names: to be changed with what is in them. */
  private static final String NAME = "init1-";

  private static final int NAME_LENGTH = 40;

  private static final List<String> DIRECTORIES = List.of("dev/pts", "dev/shm", "proc", "sys");
  private static final List<String> FILES =
      List.of(".dockerenv", "dev/console", "etc/hostname", "etc/hosts", "etc/resolv.conf");
  private static final String MOUNT_TABLE = "etc/mtab";

  private final FileTree image;
  private final RootDirectory layer;
  private final Instant now = Instant.now();

  /** Directories that are in the layer; what is made in them changes their times. */
  private final Map<String, Attributes> directories = new TreeMap<>();

  private InitLayer(FileTree image, RootDirectory layer) {
    this.image = image;
    this.layer = layer;
  }

  /** The layer for an image of these layers, base first; made when there is none yet. */
  static Layers.Id of(Store store, List<Layers.Id> image) {
    String chain = String.join(" ", image.stream().map(Layers.Id::value).toList());
    String hash = Digest.of(chain.getBytes(StandardCharsets.UTF_8)).encoded();
    var id = new Layers.Id(NAME + hash.substring(0, NAME_LENGTH));
    if (!store.layers().contains(id)) {
      Path directory = store.scratch("init");
      try (RootDirectory layer = RootDirectory.open(directory)) {
        new InitLayer(store.layers().view(image), layer).fill();
      } catch (IOException e) {
        throw ContainerFiles.failure("prepare an image for containers", directory, e);
      }
      store.layers().adopt(id, directory);
    }
    return id;
  }

  private void fill() throws IOException {
    directory("");
    for (String each : DIRECTORIES) {
      directory(each);
    }
    for (String each : FILES) {
      file(each);
    }
    if (image.find(MOUNT_TABLE).isEmpty()) {
      directory(TreePath.parent(MOUNT_TABLE));
      layer.makeSymlink(MOUNT_TABLE, "/proc/mounts", new Attributes(0777, 0, 0, now));
    }
    directories.forEach(layer::setAttributes);
  }

  /** A directory as the image has it; what else is there in the image gives way. */
  private void directory(String path) {
    if (directories.containsKey(path)) {
      return;
    }
    Optional<Entry> there = image.find(path).filter(Entry::isDirectory);
    if (!path.isEmpty()) {
      directory(TreePath.parent(path));
    }
    Attributes attributes =
        there.map(InitLayer::attributes).orElseGet(() -> new Attributes(0755, 0, 0, now));
    layer.makeDirectory(path, attributes);
    directories.put(path, attributes);
  }

  /** An empty file, unless the image has one; a link would lead a mount astray and gives way. */
  private void file(String path) throws IOException {
    Optional<Entry> there = image.find(path);
    if (there.isEmpty() || there.get().isSymlink()) {
      directory(TreePath.parent(path));
      layer.makeFile(path, InputStream.nullInputStream(), new Attributes(0755, 0, 0, now));
    }
  }

  private static Attributes attributes(Entry entry) {
    return new Attributes(entry.mode(), entry.uid(), entry.gid(), entry.modified(), entry.xattrs());
  }
}
