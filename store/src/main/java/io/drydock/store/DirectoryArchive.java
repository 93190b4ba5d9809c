package io.drydock.store;

import io.drydock.oci.Digest;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/** A directory's files as a tar: links, owners, modes and attributes kept, times in seconds. */
public final class DirectoryArchive {
  private DirectoryArchive() {}

  /**
   * Writes all that is below the directory.
   *
   * @param out flushed, not closed
   */
  public static void pack(Path directory, OutputStream out) throws IOException {
    try (var tree = new DirectoryLayer(directory);
        var writer = new LayerWriter(new Unclosed(out))) {
      walk(tree, "", node -> add(tree, node, writer));
      writer.finish();
    }
  }

  private static void add(DirectoryLayer tree, LayerNode node, LayerWriter writer)
      throws IOException {
    Entry entry = node.entry();
    if (entry.isFile() && entry.size() > 0) {
      writer.add(entry, tree.open(node));
    } else {
      writer.add(entry);
    }
  }

  /** Puts the files of such a tar into an empty directory. */
  public static void unpack(InputStream tar, Path directory) throws IOException {
    LayerPass.unpack(tar, "the archive", directory, EmptyTree.INSTANCE);
  }

  /**
   * What tells the directory from another one without reading files: names, types, modes, owners,
   * sizes, link targets, and files' times in seconds. A directory that came from its archive has
   * the same.
   */
  public static Digest state(Path directory) throws IOException {
    MessageDigest hash = Digest.sha256();
    try (var tree = new DirectoryLayer(directory)) {
      walk(
          tree,
          "",
          node -> {
            Entry entry = node.entry();
            long time = entry.isDirectory() ? 0 : entry.modified().getEpochSecond();
            String line =
                entry.path()
                    + "\0"
                    + entry.type()
                    + " "
                    + entry.mode()
                    + " "
                    + entry.uid()
                    + ":"
                    + entry.gid()
                    + " "
                    + entry.size()
                    + " "
                    + time
                    + " "
                    + entry.linkTarget()
                    + "\0";
            hash.update(line.getBytes(StandardCharsets.UTF_8));
          });
    }
    return Digest.of(hash);
  }

  /** Is shown each entry, a directory before what is in it. */
  private interface Visitor {
    void visit(LayerNode node) throws IOException;
  }

  private static void walk(DirectoryLayer tree, String directory, Visitor visitor)
      throws IOException {
    for (LayerNode node : tree.children(directory)) {
      if (!node.isWhiteout()) {
        visitor.visit(node);
        if (node.isDirectory()) {
          walk(tree, TreePath.join(directory, node.entry().name()), visitor);
        }
      }
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
