package io.drydock.build.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.oci.Digest;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a layer's entries as eStargz wants them, and its table of contents. */
final class EstargzTable implements LayerCopy.Target {
  /** A file is cut into members of this many bytes. */
  private static final int CHUNK = 4 << 20;

  private final LayerWriter writer;
  private final GzipMembers members;
  private final List<Row> rows = new ArrayList<>();
  private final Map<Long, String> firstNames = new HashMap<>();

  /**
   * An entry of the table, or a further chunk of one.
   *
   * @param position of the content in the archive, negative where there is none
   */
  private record Row(JsonObject json, long position) {}

  EstargzTable(LayerWriter writer, GzipMembers members) {
    this.writer = writer;
    this.members = members;
  }

  @Override
  public void file(Entry file, InputStream content) throws IOException {
    if (file.linkGroup() != 0) {
      firstNames.put(file.linkGroup(), file.path());
    }
    if (file.size() == 0) {
      writer.add(file, content);
      rows.add(new Row(row(file, "reg"), -1));
      return;
    }
    var chunks = new Chunks(content);
    writer.add(file, chunks);
    JsonObject row = row(file, "reg");
    row.addProperty("digest", Digest.of(chunks.whole).toString());
    for (int i = 0; i < chunks.digests.size(); i++) {
      long from = (long) i * CHUNK;
      JsonObject json = i == 0 ? row : chunk(file);
      if (from > 0) {
        json.addProperty("chunkOffset", from);
      }
      if (chunks.digests.size() > 1) {
        json.addProperty("chunkSize", Math.min(CHUNK, file.size() - from));
      }
      json.addProperty("chunkDigest", chunks.digests.get(i).toString());
      rows.add(new Row(json, chunks.start + from));
    }
  }

  private static JsonObject chunk(Entry file) {
    var json = new JsonObject();
    json.addProperty("name", file.path());
    json.addProperty("type", "chunk");
    return json;
  }

  @Override
  public void other(Entry entry) throws IOException {
    writer.add(entry);
    String first = entry.linkGroup() == 0 ? null : firstNames.get(entry.linkGroup());
    if (first != null) {
      JsonObject json = row(entry, "hardlink");
      json.addProperty("linkName", first);
      rows.add(new Row(json, -1));
      return;
    }
    JsonObject json = row(entry, type(entry));
    if (entry.isSymlink()) {
      json.addProperty("linkName", entry.linkTarget());
    }
    if (entry.major() != 0 || entry.minor() != 0) {
      json.addProperty("devMajor", entry.major());
      json.addProperty("devMinor", entry.minor());
    }
    rows.add(new Row(json, -1));
  }

  @Override
  public void whiteout(String path) throws IOException {
    writer.whiteout(path);
    mark(TreePath.join(TreePath.parent(path), ".wh." + TreePath.name(path)));
  }

  @Override
  public void opaque(String directory) throws IOException {
    writer.opaque(directory);
    mark(TreePath.join(directory, ".wh..wh..opq"));
  }

  private void mark(String path) {
    rows.add(new Row(row(Entry.file(path, 0, 0, Instant.EPOCH), "reg"), -1));
  }

  private static String type(Entry entry) {
    return switch (entry.type()) {
      case FILE -> "reg";
      case DIRECTORY -> "dir";
      case SYMLINK -> "symlink";
      case CHAR_DEVICE -> "char";
      case BLOCK_DEVICE -> "block";
      case FIFO -> "fifo";
    };
  }

  private static JsonObject row(Entry entry, String type) {
    var json = new JsonObject();
    json.addProperty("name", entry.isDirectory() ? entry.path() + "/" : entry.path());
    json.addProperty("type", type);
    if (entry.size() > 0) {
      json.addProperty("size", entry.size());
    }
    json.addProperty("modtime", entry.modified().truncatedTo(ChronoUnit.SECONDS).toString());
    json.addProperty("mode", entry.mode());
    if (entry.uid() != 0) {
      json.addProperty("uid", entry.uid());
    }
    if (entry.gid() != 0) {
      json.addProperty("gid", entry.gid());
    }
    if (!entry.xattrs().isEmpty()) {
      var xattrs = new JsonObject();
      entry
          .xattrs()
          .forEach(
              (name, value) -> xattrs.addProperty(name, Base64.getEncoder().encodeToString(value)));
      json.add("xattrs", xattrs);
    }
    return json;
  }

  /** The table, once all entries are handed over to the members. */
  byte[] toBytes() {
    var entries = new JsonArray();
    for (Row each : rows) {
      if (each.position() >= 0) {
        each.json().addProperty("offset", members.offset(each.position()));
      }
      entries.add(each.json());
    }
    var json = new JsonObject();
    json.addProperty("version", 1);
    json.add("entries", entries);
    return Json.bytes(json);
  }

  /** A file's content on its way: begins a member at each chunk, and hashes them. */
  private final class Chunks extends FilterInputStream {
    private final MessageDigest whole = Digest.sha256();
    private final List<Digest> digests = new ArrayList<>();
    private MessageDigest chunk = Digest.sha256();
    private long start = -1;
    private long read;

    Chunks(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (start < 0) {
        start = writer.position();
      }
      int left = CHUNK - (int) (read % CHUNK);
      int n = in.read(target, offset, Math.min(length, left));
      if (n <= 0) {
        endChunk();
        return n;
      }
      if (read % CHUNK == 0) {
        members.cutAt(start + read);
      }
      whole.update(target, offset, n);
      chunk.update(target, offset, n);
      read += n;
      if (read % CHUNK == 0) {
        endChunk();
      }
      return n;
    }

    private void endChunk() {
      if ((long) digests.size() * CHUNK < read) {
        digests.add(Digest.of(chunk));
        chunk = Digest.sha256();
      }
    }
  }
}
