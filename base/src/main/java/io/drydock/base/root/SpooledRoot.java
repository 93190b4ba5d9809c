package io.drydock.base.root;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.FileSlice;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A root whose names are in memory and whose files lie one behind the other in a single file. So it
 * takes no rights to make, and no system call for each of its files.
 */
final class SpooledRoot extends Root implements AutoCloseable {
  private final TreeMap<String, Node> nodes = new TreeMap<>();
  private final FileChannel spool;
  private long lastLinkGroup;

  SpooledRoot(Path spoolFile) {
    try {
      this.spool =
          FileChannel.open(
              spoolFile,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot write to " + spoolFile, e);
    }
  }

  @Override
  Optional<Entry> lookUp(String canonical) {
    return Optional.ofNullable(nodes.get(canonical)).map(Node::entry);
  }

  @Override
  void makeDirectory(String canonical, Metadata metadata) {
    put(entry(canonical, Entry.Type.DIRECTORY, metadata, 0, ""), Content.NONE);
  }

  @Override
  void makeFile(String canonical, Metadata metadata, InputStream content) throws IOException {
    long start = spool.size();
    spool.position(start);
    OutputStream out = Channels.newOutputStream(spool);
    long size = content.transferTo(out);
    put(
        entry(canonical, Entry.Type.FILE, metadata, size, ""),
        () -> new FileSlice(spool, start, size));
  }

  @Override
  void makeSymlink(String canonical, String target, Metadata metadata) {
    put(
        entry(
            canonical,
            Entry.Type.SYMLINK,
            new Metadata(0777, metadata.uid(), metadata.gid(), metadata.modified()),
            0,
            target),
        Content.NONE);
  }

  @Override
  void makeHardLink(String canonical, String existing) throws IOException {
    Node node = nodes.get(existing);
    if (node == null) {
      throw new IOException("it links to " + existing + ", which does not exist");
    }
    Entry shared =
        node.entry().linkGroup() != 0 ? node.entry() : node.entry().withLinkGroup(++lastLinkGroup);
    put(shared, node.content());
    put(shared.withPath(canonical), node.content());
  }

  @Override
  void delete(String canonical) {
    nodes.remove(canonical);
    // A directory's entries are those between "path/" and "path0", the character behind the slash.
    nodes.subMap(canonical + "/", canonical + "0").clear();
  }

  @Override
  InputStream open(String canonical) throws IOException {
    Node node = nodes.get(canonical);
    if (node == null) {
      throw new IOException("there is no " + canonical);
    }
    return node.content().open();
  }

  @Override
  SortedMap<String, Node> nodes() {
    return Collections.unmodifiableSortedMap(nodes);
  }

  @Override
  List<String> list(String canonical) {
    String prefix = canonical.isEmpty() ? "" : canonical + "/";
    SortedMap<String, Node> below =
        canonical.isEmpty() ? nodes : nodes.subMap(prefix, canonical + "0");
    return below.keySet().stream()
        .map(path -> path.substring(prefix.length()))
        .filter(name -> name.indexOf('/') < 0)
        .toList();
  }

  private void put(Entry entry, Content content) {
    nodes.put(entry.path(), new Node(entry, content));
  }

  private static Entry entry(
      String path, Entry.Type type, Metadata metadata, long size, String target) {
    return new Entry(
        path,
        type,
        metadata.mode(),
        metadata.uid(),
        metadata.gid(),
        size,
        metadata.modified(),
        target,
        0,
        0,
        0,
        Map.of());
  }

  @Override
  public void close() {
    try {
      spool.close();
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot close the spool of a base", e);
    }
  }
}
