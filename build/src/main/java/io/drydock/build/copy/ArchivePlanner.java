package io.drydock.build.copy;

import io.drydock.build.copy.LayerDraft.Content;
import io.drydock.build.copy.LayerDraft.Owner;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.layer.TarEntry;
import io.drydock.oci.layer.TarReader;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks an archive into a draft, as ADD does: once through for the names, and a second time for
 * the contents when the layer is written, so that nothing has to be kept.
 */
final class ArchivePlanner {
  private final LayerDraft draft;
  private final Optional<Owner> chown;
  private final String destination;

  ArchivePlanner(LayerDraft draft, Optional<Owner> chown, String destination) {
    this.draft = draft;
    this.chown = chown;
    this.destination = destination;
  }

  /** Whether the file is an archive, compressed or not: what counts is the content. */
  static boolean isArchive(Selection.Source source) {
    if (!source.entry().isFile()) {
      return false;
    }
    try (var reader = open(source)) {
      return reader.next().isPresent();
    } catch (IOException | DrydockException e) {
      return false;
    }
  }

  void add(Selection.Source source) throws IOException {
    draft.makeDirectories(destination, chown.orElse(Owner.ROOT));
    var second = new SecondPass(source);
    draft.closeWithThis(second);
    try (var reader = open(source)) {
      int index = 0;
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        add(next.get(), index++, second);
      }
    }
  }

  private void add(TarEntry item, int index, SecondPass second) throws IOException {
    Entry entry = item.entry();
    if (entry.path().isEmpty()) {
      return;
    }
    String parent = draft.resolve(TreePath.join(destination, TreePath.parent(entry.path())));
    draft.makeDirectories(parent, Owner.ROOT);
    String path = TreePath.join(parent, entry.name());
    Entry placed = entry.withPath(path).withLinkGroup(0);
    if (chown.isPresent()) {
      placed = placed.withOwner(chown.get().uid(), chown.get().gid());
    }
    if (item.isHardLink()) {
      addLink(item.hardLinkTo(), path);
    } else {
      int position = index;
      draft.put(placed, entry.isFile() ? () -> second.open(position) : Content.NONE);
    }
  }

  private void addLink(String target, String path) {
    String to =
        TreePath.join(
            draft.resolve(TreePath.join(destination, TreePath.parent(target))),
            TreePath.name(target));
    if (!draft.link(to, path)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "the archive links /" + path + " to /" + to + ", which does not exist");
    }
  }

  private static TarReader open(Selection.Source source) throws IOException {
    InputStream raw = source.tree().open(source.entry());
    return new TarReader(Compression.decompressAny(raw), "/" + source.entry().path());
  }

  /** Reads the archive again, on demand; fast as long as the asking goes forward. */
  private static final class SecondPass implements Closeable {
    private final Selection.Source source;
    private @Nullable TarReader reader;
    private int next;

    SecondPass(Selection.Source source) {
      this.source = source;
    }

    InputStream open(int index) throws IOException {
      if (reader == null || next > index) {
        close();
        next = 0;
      }
      TarReader current = reader == null ? ArchivePlanner.open(source) : reader;
      reader = current;
      for (; next <= index; next++) {
        if (current.next().isEmpty()) {
          throw new IOException("the archive changed while it was read");
        }
      }
      return current.content();
    }

    @Override
    public void close() throws IOException {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }
  }
}
