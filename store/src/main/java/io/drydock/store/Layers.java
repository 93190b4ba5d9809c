package io.drydock.store;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * File system layers. A layer has two forms: a <em>tree</em> (a directory as overlayfs wants it,
 * with its whiteouts) and a <em>tar</em> (the blob that images list). Either is made from the other
 * when it is first needed, so what no step unpacks is never unpacked, and what nobody exports is
 * never packed. Beside them lies an index of entries with content digests, so that looking into a
 * layer needs neither.
 */
public interface Layers {
  /**
   * A layer's name in the store. For one that came as a tar it is the hex of its diff ID; one that
   * a build step made has the name that its maker chose ({@code [a-z0-9-]{1,100}}).
   */
  record Id(String value) {
    public static Id of(Digest diffId) {
      return new Id(diffId.encoded());
    }
  }

  boolean contains(Id id);

  /**
   * Makes a pulled or loaded layer known: its blob is in the store, compressed or not. Reads
   * nothing.
   */
  Id add(Descriptor blob, Digest diffId);

  /** Writes a layer as a tar, entry by entry, while its index is made. */
  Builder build();

  /**
   * Takes a directory that overlayfs wrote (an upper directory on the store's file system) as the
   * tree of a new layer. The directory is moved. If the layer exists already, the directory is
   * removed.
   */
  Id adopt(Id id, Path upperDirectory);

  /**
   * Makes a new layer of a directory that overlayfs wrote, with its whiteouts, and leaves the
   * directory as it is.
   *
   * @throws io.drydock.core.DrydockException of kind CONFLICT when somebody writes to a file in it
   *     meanwhile
   */
  Id copy(Path upperDirectory);

  /**
   * The tree form, made from the tar if need be; {@code below} are the layers under it, base first.
   */
  Path tree(Id id, List<Id> below);

  /**
   * The tree forms of stacked layers, as an overlay mount wants them: base first, and of a layer
   * that comes twice only the upper one, which hides the lower one anyway. (overlayfs refuses to
   * mount a directory twice, with ELOOP.)
   */
  default List<Path> trees(List<Id> layers) {
    var trees = new ArrayList<Path>();
    for (int i = 0; i < layers.size(); i++) {
      Path tree = tree(layers.get(i), layers.subList(0, i));
      trees.remove(tree);
      trees.add(tree);
    }
    return List.copyOf(trees);
  }

  /**
   * The uncompressed tar form, made from the tree if need be; its digest is the layer's diff ID.
   */
  Descriptor tar(Id id);

  /** The diff ID if it is known yet, without making anything. */
  Optional<Digest> diffId(Id id);

  /**
   * All compressed forms known of the layer (media type, digest, size), for pushing without work.
   */
  List<Descriptor> compressed(Id id);

  /**
   * The layer's size in bytes as users mean it: unpacked where that is known, else its blob's. The
   * layer need not be in the store.
   */
  long size(Digest diffId, Descriptor blob);

  /** Remembers that the blob is a compressed form of the layer. */
  void addCompressed(Id id, Descriptor blob);

  /** The layers as one tree, base first, whiteouts applied. Unpacks nothing. */
  FileTree view(List<Id> layers);

  /** A layer tar in the making. Closing it without {@link #commit} drops it. */
  interface Builder extends AutoCloseable {
    /** Adds an entry; parents first. The content of a file is read to its end and closed. */
    void add(Entry entry, InputStream content);

    /**
     * As {@link #add(Entry, InputStream)}, for content whose digest is known: it is not computed
     * again, so it has to be right.
     */
    void add(Entry entry, InputStream content, Digest digest);

    /** Adds anything but a regular file, or a further name of a link group already added. */
    void add(Entry entry);

    /** Hides a path of the layers below. */
    void whiteout(String path);

    /** Hides everything that the layers below have in the directory. */
    void opaque(String directory);

    /** Syncs the tar, stores it under its digest, and its index beside it. */
    Id commit();

    @Override
    void close();
  }
}
