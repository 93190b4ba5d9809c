package io.drydock.engine.files;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import io.drydock.store.DiskEntries;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes files that others may be writing to as a tar archive: what goes away is left out, and what
 * grows or shrinks has the length that it had at first.
 */
final class TreeArchive {
  private final RootDirectory root;
  private final LayerWriter writer;

  /** Numbers for files with several names. */
  private final Map<String, Long> groups = new HashMap<>();

  /**
   * @param out not closed
   */
  TreeArchive(RootDirectory root, OutputStream out) {
    this.root = root;
    this.writer = LayerWriter.ofFiles(new Unclosed(out));
  }

  /**
   * Adds a file, or a directory with all that is in it.
   *
   * @param name in the archive; {@code /} makes all names begin so
   */
  void add(String path, String name) throws IOException {
    Optional<FileStatus> status = root.status(path);
    Optional<Entry> entry = status.flatMap(each -> DiskEntries.of(root, path, each));
    if (entry.isEmpty()) {
      return; // a socket, or gone
    }
    Entry named = entry.get().withPath(name).withLinkGroup(group(status.get()));
    if (named.isFile() && named.size() > 0) {
      file(path, named);
    } else {
      writer.add(named);
    }
    if (named.isDirectory()) {
      children(path, name.equals("/") ? name : name + "/");
    }
  }

  /**
   * Adds what is in a directory.
   *
   * @param prefix of the names in the archive
   */
  void children(String path, String prefix) throws IOException {
    for (String child : root.children(path)) {
      add(TreePath.join(path, child), prefix + child);
    }
  }

  private void file(String path, Entry named) throws IOException {
    InputStream content;
    try {
      content = root.read(path);
    } catch (DrydockException e) {
      if (e.kind() == ErrorKind.NOT_FOUND || e.kind() == ErrorKind.INVALID) {
        return; // gone since, or something else now
      }
      throw e;
    }
    writer.add(named, new FixedLength(content, named.size()));
  }

  private long group(FileStatus status) {
    if (status.links() < 2 || status.isDirectory()) {
      return 0;
    }
    return groups.computeIfAbsent(status.device() + ":" + status.inode(), _ -> groups.size() + 1L);
  }

  /** Writes the end of the archive; without it readers know that something is missing. */
  void finish() throws IOException {
    writer.finish();
  }

  /** As many bytes as were promised, filled up with zeros. */
  private static final class FixedLength extends InputStream {
    private final InputStream in;
    private long left;

    FixedLength(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int wanted = (int) Math.min(length, left);
      int count = in.read(target, offset, wanted);
      if (count < 0) {
        Arrays.fill(target, offset, offset + wanted, (byte) 0);
        count = wanted;
      }
      left -= count;
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Lets the writer end without ending the output. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
