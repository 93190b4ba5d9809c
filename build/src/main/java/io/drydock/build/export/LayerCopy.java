package io.drydock.build.export;

import io.drydock.oci.Digest;
import io.drydock.oci.layer.LayerItem;
import io.drydock.oci.layer.LayerReader;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Blobs;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Reads a layer's tar for somebody who writes it again in another way. */
final class LayerCopy {
  private final Blobs blobs;
  private final Digest tar;

  /** Takes what is in a layer, in order. */
  interface Target {
    /** A regular file; its first name, if the entry has a link group. */
    void file(Entry file, InputStream content) throws IOException;

    /** Anything else; also a further name of a file, which has the file's link group. */
    void other(Entry entry) throws IOException;

    void whiteout(String path) throws IOException;

    void opaque(String directory) throws IOException;
  }

  LayerCopy(Blobs blobs, Digest tar) {
    this.blobs = blobs;
    this.tar = tar;
  }

  void to(Target target) throws IOException {
    Map<String, Long> groups = linkGroups();
    try (var reader = open()) {
      for (var item = reader.next(); item.isPresent(); item = reader.next()) {
        put(item.get(), reader, target, groups);
      }
    }
  }

  private static void put(
      LayerItem item, LayerReader reader, Target target, Map<String, Long> groups)
      throws IOException {
    switch (item) {
      case LayerItem.Present(Entry entry) -> {
        if (entry.isFile()) {
          long group = groups.getOrDefault(entry.path(), 0L);
          target.file(entry.withLinkGroup(group), new Unclosed(reader.content()));
        } else {
          target.other(entry);
        }
      }
      case LayerItem.HardLink(Entry entry, String first) ->
          target.other(entry.withLinkGroup(groups.getOrDefault(first, 0L)));
      case LayerItem.Whiteout(String path) -> target.whiteout(path);
      case LayerItem.Opaque(String directory) -> target.opaque(directory);
    }
  }

  /** A number for each file that has further names, by the name that comes first. */
  private Map<String, Long> linkGroups() throws IOException {
    Map<String, Long> groups = new HashMap<>();
    try (var reader = open()) {
      for (var item = reader.next(); item.isPresent(); item = reader.next()) {
        if (item.get() instanceof LayerItem.HardLink link) {
          groups.putIfAbsent(link.target(), groups.size() + 1L);
        }
      }
    }
    return groups;
  }

  private LayerReader open() {
    return new LayerReader(blobs.open(tar), "layer " + tar);
  }

  /** A stream that whoever reads it may not close: the archive is read on. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // Closed with the archive.
    }
  }
}
