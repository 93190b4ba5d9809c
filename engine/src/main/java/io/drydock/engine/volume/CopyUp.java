package io.drydock.engine.volume;

import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.NodeType;
import io.drydock.linux.file.RootDirectory;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.PathResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fills an empty volume with what the image has where it is mounted: files with owners, modes,
 * times, extended attributes and links, and the attributes of the directory itself.
 */
final class CopyUp {
  private final FileTree image;
  private final String source;
  private final RootDirectory target;

  /** The first names of files that have several, by link group. */
  private final Map<Long, String> linked = new HashMap<>();

  private CopyUp(FileTree image, String source, RootDirectory target) {
    this.image = image;
    this.source = source;
    this.target = target;
  }

  /**
   * Does nothing where the image has no such directory or the volume has files.
   *
   * @param inPlace whether something is mounted there, so that its directory cannot be replaced
   */
  static void fill(
      Volumes volumes, Volume volume, boolean inPlace, FileTree image, String destination) {
    Optional<Entry> directory = directory(image, destination);
    Path data = volume.mountpoint();
    try {
      if (directory.isEmpty() || !Volumes.isEmpty(data)) {
        return;
      }
      if (inPlace || !replace(volumes, volume, image, directory.get())) {
        copyInPlace(image, directory.get(), data);
      }
    } catch (IOException e) {
      throw Volumes.failure("fill volume " + volume.name() + " from the image", data, e);
    }
  }

  private static Optional<Entry> directory(FileTree image, String destination) {
    return image.find(new PathResolver(image).resolve(destination)).filter(Entry::isDirectory);
  }

  private static boolean replace(Volumes volumes, Volume volume, FileTree image, Entry directory)
      throws IOException {
    Path fresh = volumes.unfinished("fill");
    Files.createDirectory(fresh);
    try (RootDirectory target = RootDirectory.open(fresh)) {
      var copy = new CopyUp(image, directory.path(), target);
      copy.directory(directory);
      if (!Volumes.isEmpty(fresh)) {
        target.syncFileSystem();
      }
      return volumes.replaceEmpty(volume.name(), fresh);
    } finally {
      RootDirectory.deleteTree(fresh);
    }
  }

  private static void copyInPlace(FileTree image, Entry directory, Path data) throws IOException {
    try (RootDirectory target = RootDirectory.open(data)) {
      try {
        new CopyUp(image, directory.path(), target).directory(directory);
      } catch (IOException | RuntimeException e) {
        target.delete("");
        throw e;
      }
    }
  }

  private void directory(Entry directory) throws IOException {
    String path = path(directory);
    target.makeDirectory(path, attributes(directory));
    for (Entry child : image.children(directory.path())) {
      if (child.isDirectory()) {
        directory(child);
      } else {
        leaf(child);
      }
    }
    target.setAttributes(path, attributes(directory)); // its time changed with what is in it
  }

  private void leaf(Entry entry) throws IOException {
    String path = path(entry);
    String first = entry.linkGroup() == 0 ? null : linked.putIfAbsent(entry.linkGroup(), path);
    if (first != null) {
      target.link(first, path);
      return;
    }
    Attributes attributes = attributes(entry);
    switch (entry.type()) {
      case FILE -> {
        try (InputStream content = image.open(entry)) {
          target.makeFile(path, content, attributes);
        }
      }
      case SYMLINK -> target.makeSymlink(path, entry.linkTarget(), attributes);
      case FIFO -> target.makeNode(path, NodeType.FIFO, 0, 0, attributes);
      case CHAR_DEVICE ->
          target.makeNode(path, NodeType.CHAR_DEVICE, entry.major(), entry.minor(), attributes);
      case BLOCK_DEVICE ->
          target.makeNode(path, NodeType.BLOCK_DEVICE, entry.major(), entry.minor(), attributes);
      case DIRECTORY -> throw new IllegalArgumentException(path + " is a directory");
    }
  }

  /** Where in the volume an entry of the image goes. */
  private String path(Entry entry) {
    boolean top = entry.path().equals(source);
    return top ? "" : entry.path().substring(source.isEmpty() ? 0 : source.length() + 1);
  }

  private static Attributes attributes(Entry entry) {
    return new Attributes(entry.mode(), entry.uid(), entry.gid(), entry.modified(), entry.xattrs());
  }
}
