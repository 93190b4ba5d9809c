package io.drydock.cli.copy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Packs files of this machine for a container. */
public final class LocalFiles {
  private static final int TYPE = 0170000;
  private static final int PERMISSIONS = 07777;

  private final Path source;
  private final CopyEnd.Placement placement;

  /**
   * @param source a file or a directory
   */
  public LocalFiles(Path source, CopyEnd.Placement placement) {
    this.source = source;
    this.placement = placement;
  }

  /** Writes the archive, and ends it. */
  public void pack(OutputStream out) throws IOException {
    try (var writer = new LayerWriter(out)) {
      String name = placement.from();
      boolean content = name.equals(".") || name.equals("/");
      add(writer, source, content ? "" : name);
      writer.finish();
    }
  }

  private void add(LayerWriter writer, Path file, String name) throws IOException {
    Map<String, Object> status = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
    String given = placement.rename(name);
    int mode = (int) status.getOrDefault("mode", 0);
    Entry.Type type = type(mode, file);
    if (type == Entry.Type.FILE) {
      writer.add(entry(given, type, status, file), Files.newInputStream(file));
      return;
    }
    if (!given.isEmpty()) {
      writer.add(entry(given, type, status, file));
    }
    if (type == Entry.Type.DIRECTORY) {
      for (Path child : children(file)) {
        String last = String.valueOf(child.getFileName());
        add(writer, child, name.isEmpty() ? last : name + "/" + last);
      }
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }

  private static Entry entry(String name, Entry.Type type, Map<String, Object> status, Path file)
      throws IOException {
    long device = (long) status.getOrDefault("rdev", 0L);
    boolean isDevice = type == Entry.Type.CHAR_DEVICE || type == Entry.Type.BLOCK_DEVICE;
    int links = (int) status.getOrDefault("nlink", 1);
    boolean several = type == Entry.Type.FILE && links > 1;
    return new Entry(
        name,
        type,
        (int) status.getOrDefault("mode", 0) & PERMISSIONS,
        (int) status.getOrDefault("uid", 0),
        (int) status.getOrDefault("gid", 0),
        type == Entry.Type.FILE ? (long) status.getOrDefault("size", 0L) : 0,
        ((FileTime) Objects.requireNonNull(status.get("lastModifiedTime"))).toInstant(),
        type == Entry.Type.SYMLINK ? Files.readSymbolicLink(file).toString() : "",
        isDevice ? (int) ((device >>> 8) & 0xfff) : 0,
        isDevice ? (int) ((device & 0xff) | ((device >>> 12) & 0xfff00)) : 0,
        several ? (long) status.getOrDefault("ino", 0L) : 0,
        Map.of());
  }

  private static Entry.Type type(int mode, Path file) {
    return switch (mode & TYPE) {
      case 0100000 -> Entry.Type.FILE;
      case 0040000 -> Entry.Type.DIRECTORY;
      case 0120000 -> Entry.Type.SYMLINK;
      case 0020000 -> Entry.Type.CHAR_DEVICE;
      case 0060000 -> Entry.Type.BLOCK_DEVICE;
      case 0010000 -> Entry.Type.FIFO;
      default ->
          throw new DrydockException(
              ErrorKind.UNSUPPORTED, file + " is a socket, which an archive cannot hold");
    };
  }
}
