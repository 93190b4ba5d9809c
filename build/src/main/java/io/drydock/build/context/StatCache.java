package io.drydock.build.context;

import io.drydock.oci.Digest;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The digests of a context directory's files as they were last time, each with the size, times and
 * inode by which to tell whether the file is still the same. Kept as one file, in which every
 * directory is one run of bytes: only those that are looked at are decoded, and those that were not
 * are carried over as they are.
 */
final class StatCache {
  private static final long MAGIC = 0x4444_5354_4154_3032L; // DDSTAT02
  private static final int DIGEST_BYTES = 32;
  private static final StatCache EMPTY = new StatCache(Map.of());

  /** Each directory's encoded files, by its path. */
  private final Map<String, ByteBuffer> directories;

  private StatCache(Map<String, ByteBuffer> directories) {
    this.directories = directories;
  }

  /** The cache in the file; an empty one where it is missing or damaged. */
  static StatCache load(Path file) {
    try {
      if (!Files.exists(file)) {
        return EMPTY;
      }
      return decode(ByteBuffer.wrap(Files.readAllBytes(file)));
    } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
      return EMPTY;
    }
  }

  boolean isEmpty() {
    return directories.isEmpty();
  }

  /** Gives those files of the directory their digests that are the same as last time. */
  void recall(String directory, List<Item> items) {
    ByteBuffer encoded = directories.get(directory);
    if (encoded == null) {
      return;
    }
    Map<String, Item> files = HashMap.newHashMap(items.size());
    for (Item each : items) {
      if (each.entry.isFile()) {
        files.put(each.entry.name(), each);
      }
    }
    ByteBuffer in = encoded.duplicate();
    while (in.hasRemaining()) {
      recallOne(in, files);
    }
  }

  private static void recallOne(ByteBuffer in, Map<String, Item> files) {
    Item item = files.get(string(in));
    long size = in.getLong();
    long modified = in.getLong();
    long changed = in.getLong();
    long inode = in.getLong();
    byte[] digest = new byte[DIGEST_BYTES];
    in.get(digest);
    Map<String, byte[]> attributes = attributes(in);
    if (item != null
        && item.stat.size() == size
        && item.stat.modifiedNanos() == modified
        && item.stat.changedNanos() == changed
        && item.stat.inode() == inode) {
      item.setDigest(new Digest("sha256", HexFormat.of().formatHex(digest)));
      if (!attributes.isEmpty()) {
        item.setAttributes(attributes);
      }
    }
  }

  private static Map<String, byte[]> attributes(ByteBuffer in) {
    int count = in.getShort();
    if (count == 0) {
      return Map.of();
    }
    Map<String, byte[]> attributes = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      String name = string(in);
      byte[] value = new byte[in.getInt()];
      in.get(value);
      attributes.put(name, value);
    }
    return attributes;
  }

  /**
   * Writes the cache anew: the directories that were looked at as they are now, the others as they
   * were unless they are gone.
   *
   * @param root the context's directory
   */
  void save(Path file, Path root, Map<String, List<Item>> seen) throws IOException {
    Map<String, ByteBuffer> next = new TreeMap<>();
    directories.forEach((path, bytes) -> {
      if (!seen.containsKey(path) && Files.isDirectory(root.resolve(path))) {
        next.put(path, bytes);
      }
    });
    seen.forEach((path, items) -> next.put(path, encode(items)));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      write(fresh, next);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void write(Path file, Map<String, ByteBuffer> directories) throws IOException {
    var body = new ByteArrayOutputStream(1 << 16);
    var out = new DataOutputStream(body);
    for (var each : directories.entrySet()) {
      byte[] path = each.getKey().getBytes(StandardCharsets.UTF_8);
      out.writeShort(path.length);
      out.write(path);
      ByteBuffer bytes = each.getValue();
      out.writeInt(bytes.remaining());
      out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
    byte[] content = body.toByteArray();
    var checksum = new CRC32C();
    checksum.update(content);
    try (var header = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      header.writeLong(MAGIC);
      header.writeLong(checksum.getValue());
      header.write(content);
    }
  }

  private static ByteBuffer encode(List<Item> items) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (Item each : items) {
        Digest digest = each.digest();
        if (digest != null && each.settled) {
          encode(out, each, digest);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static void encode(DataOutputStream out, Item item, Digest digest) throws IOException {
    byte[] name = item.entry.name().getBytes(StandardCharsets.UTF_8);
    out.writeShort(name.length);
    out.write(name);
    out.writeLong(item.stat.size());
    out.writeLong(item.stat.modifiedNanos());
    out.writeLong(item.stat.changedNanos());
    out.writeLong(item.stat.inode());
    out.write(HexFormat.of().parseHex(digest.encoded()));
    out.writeShort(item.entry.xattrs().size());
    for (Map.Entry<String, byte[]> each : item.entry.xattrs().entrySet()) {
      byte[] attribute = each.getKey().getBytes(StandardCharsets.UTF_8);
      out.writeShort(attribute.length);
      out.write(attribute);
      out.writeInt(each.getValue().length);
      out.write(each.getValue());
    }
  }

  private static StatCache decode(ByteBuffer in) {
    if (in.getLong() != MAGIC) {
      return EMPTY;
    }
    long expected = in.getLong();
    var checksum = new CRC32C();
    checksum.update(in.duplicate());
    if (checksum.getValue() != expected) {
      return EMPTY;
    }
    Map<String, ByteBuffer> directories = new HashMap<>();
    while (in.hasRemaining()) {
      String path = string(in);
      int length = in.getInt();
      directories.put(path, in.slice(in.position(), length));
      in.position(in.position() + length);
    }
    return new StatCache(directories);
  }

  private static String string(ByteBuffer in) {
    int length = in.getShort() & 0xffff;
    String text =
        new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }
}
