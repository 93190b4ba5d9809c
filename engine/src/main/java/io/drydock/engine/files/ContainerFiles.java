package io.drydock.engine.files;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.volume.DiskUse;
import io.drydock.engine.volume.ImageFiles;
import io.drydock.linux.HostSupport;
import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.mount.Overlay;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.ImageUses;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The root file systems of all containers: each a directory of its own over the layers of its
 * image, which stay in the store as long as the container is there. What is mounted stays so when
 * the engine dies. Safe for many threads; one process has the directory at a time.
 */
public final class ContainerFiles {
  /** Directories of file systems that come or go; nothing else begins so. */
  private static final String UNFINISHED = ".";

  private final Store store;
  private final Path directory;
  private final RootMount mounter = new RootMount(HostSupport.detect());

  /** How many need the mount of a file system. */
  private final Map<String, Integer> holders = new HashMap<>();

  private int serial;

  private ContainerFiles(Store store, Path directory) {
    this.store = store;
    this.directory = directory;
  }

  /** The file systems below a directory, which is made where it does not exist. */
  public static ContainerFiles open(Store store, Path directory) {
    try {
      Files.createDirectories(directory);
      return new ContainerFiles(store, directory.toRealPath());
    } catch (IOException e) {
      throw failure("open the containers' files", directory, e);
    }
  }

  /**
   * Makes the file system of a new container.
   *
   * @param options of {@code --storage-opt}
   * @param temporary whether it goes when the container ends: nothing of it has to survive a power
   *     failure, so nothing is ever synced, neither when its programs ask for it nor at the unmount
   * @throws DrydockException of kind UNSUPPORTED for an option
   */
  public void create(
      String containerId, Images.Image image, Map<String, String> options, boolean temporary) {
    if (!options.isEmpty()) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "--storage-opt is not supported: a container's files have no quota here",
          null,
          "leave --storage-opt away, or give the container a volume of the size it may have",
          null);
    }
    RootRecord record = RootRecord.of(image, store.layers(), temporary);
    Path place = directory.resolve(containerId);
    Path fresh = unfinished("new");
    try (Lease _ = store.lease()) {
      List<Layers.Id> layers = allLayers(record);
      List<Path> trees = store.layers().trees(layers);
      note(containerId, record, layers);
      Files.createDirectory(fresh);
      for (String each : List.of("upper", "work", "merged")) {
        Files.createDirectory(fresh.resolve(each));
      }
      copyRootAttributes(trees.getLast(), fresh.resolve("upper"));
      record.write(fresh);
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(containerId, fresh);
      throw failure("make the files of container " + containerId, place, e);
    } catch (RuntimeException e) {
      discard(containerId, fresh);
      throw e;
    }
  }

  private void discard(String containerId, Path fresh) {
    RootDirectory.deleteTree(fresh);
    store.uses().forget(containerId);
  }

  /** The image's layers and the one with the places for mounts on top. */
  private List<Layers.Id> allLayers(RootRecord record) {
    List<Layers.Id> image = record.layers();
    var all = new ArrayList<>(image);
    all.add(InitLayer.of(store, image));
    return all;
  }

  private void note(String key, RootRecord record, List<Layers.Id> layers) {
    Path merged = directory.resolve(key).resolve("merged");
    store.uses().note(new ImageUses.Use(key, record.imageId(), merged), layers);
  }

  /** The root of an overlay is as the upper directory is. */
  private static void copyRootAttributes(Path from, Path to) {
    try (RootDirectory source = RootDirectory.open(from);
        RootDirectory target = RootDirectory.open(to)) {
      FileStatus status = source.status("").orElseThrow();
      target.setAttributes("", Attributes.of(status));
    }
  }

  /**
   * Mounts the file system and returns where; it stays mounted until as many calls of {@link
   * #unmount}.
   */
  public synchronized Path mount(String containerId) {
    FileSystemLayout layout = layout(containerId);
    boolean durable = !record(containerId).temporary();
    mounter.mount(
        new Overlay(layout.lower().reversed(), layout.upper(), layout.work(), durable),
        layout.merged());
    holders.merge(containerId, 1, Integer::sum);
    return layout.merged();
  }

  public synchronized void unmount(String containerId) {
    Integer left = holders.computeIfPresent(containerId, (_, n) -> n > 1 ? n - 1 : null);
    if (left == null) {
      RootMount.unmount(place(containerId).resolve("merged"));
    }
  }

  /** Unmounts and removes the file system, and lets go of its layers. */
  public void remove(String containerId) {
    Path place = place(containerId);
    Path gone = unfinished("gone");
    synchronized (this) {
      holders.remove(containerId);
      RootMount.unmount(place.resolve("merged"));
      try {
        if (Files.exists(place)) {
          Files.move(place, gone, StandardCopyOption.ATOMIC_MOVE);
        }
      } catch (IOException e) {
        throw failure("remove the files of container " + containerId, place, e);
      }
    }
    store.uses().forget(containerId);
    RootDirectory.deleteTree(gone);
  }

  /**
   * Takes up what an earlier engine process left: keeps the mounts of running containers (each
   * counts as one {@link #mount}), ends the others, and removes what belongs to no container.
   */
  public void recover(Set<String> containers, Set<String> running) {
    for (String key : keys()) {
      String container = container(key);
      if (key.startsWith(UNFINISHED)) {
        RootDirectory.deleteTree(directory.resolve(key));
      } else if (!containers.contains(container)) {
        remove(key);
      } else {
        recover(key, running.contains(container));
      }
    }
    for (ImageUses.Use use : store.uses().list()) {
      boolean ours = use.mountPoint().startsWith(directory);
      if (ours && !containers.contains(container(use.containerId()))) {
        store.uses().forget(use.containerId());
      }
    }
  }

  private synchronized void recover(String key, boolean running) {
    RootRecord record = record(key);
    note(key, record, allLayers(record));
    if (running) {
      holders.put(key, 1);
    } else {
      RootMount.unmount(place(key).resolve("merged"));
    }
  }

  /** Of a view of an image the container that has it. */
  private static String container(String key) {
    int dash = key.indexOf('-');
    return dash <= 0 ? key : key.substring(0, dash);
  }

  public FileSystemLayout layout(String containerId) {
    Path place = place(containerId);
    List<Path> trees = store.layers().trees(allLayers(record(containerId)));
    return new FileSystemLayout(
        trees.reversed(), place.resolve("upper"), place.resolve("work"), place.resolve("merged"));
  }

  /** Counts what the container wrote. */
  public FileSystemSize size(String containerId) {
    long written = DiskUse.of(place(containerId).resolve("upper"));
    return new FileSystemSize(written, written + record(containerId).imageSize());
  }

  /** What the container changed, by path. */
  public List<FileChange> changes(String containerId) {
    FileTree below = store.layers().view(allLayers(record(containerId)));
    return OverlayChanges.of(place(containerId).resolve("upper"), below);
  }

  /** The config of the container's image, also when the image is gone. */
  public ImageConfig imageConfig(String containerId) {
    return record(containerId).config();
  }

  /** The files of an image, as a new container would have them. */
  public FileTree imageTree(Images.Image image) {
    return store.layers().view(RootRecord.of(image, store.layers(), true).layers());
  }

  /** Views of images for mounts of the type image. */
  public ImageFiles imageMounts() {
    return new ImageViews(store, this);
  }

  Path upper(String containerId) {
    return place(containerId).resolve("upper");
  }

  RootRecord record(String containerId) {
    Path place = place(containerId);
    try {
      return RootRecord.read(place);
    } catch (IOException e) {
      throw failure("read the files of container " + containerId, place, e);
    }
  }

  private Path place(String containerId) {
    return directory.resolve(containerId);
  }

  private synchronized Path unfinished(String purpose) {
    return directory.resolve(UNFINISHED + purpose + "-" + System.nanoTime() + "-" + ++serial);
  }

  private List<String> keys() {
    var keys = new ArrayList<String>();
    try (DirectoryStream<Path> places = Files.newDirectoryStream(directory)) {
      places.forEach(each -> keys.add(each.getFileName().toString()));
    } catch (IOException e) {
      throw failure("list the containers' files", directory, e);
    }
    return keys;
  }

  static DrydockException failure(String action, Path where, IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    boolean full = reason.contains("No space left") || reason.contains("quota exceeded");
    return new DrydockException(
        full ? ErrorKind.EXHAUSTED : ErrorKind.INTERNAL,
        "cannot " + action + " (" + where + "): " + reason,
        cause);
  }
}
