package io.drydock.store;

import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;

/**
 * Something that a layer says of a path.
 *
 * @param kind what is said
 * @param entry of kind WHITEOUT only its path has a meaning, of LINK its path and what it links to
 * @param opaque of a directory: whether it hides what the layers below have in it
 * @param implied of a directory: whether the layer has no entry for it, only for what is in it
 * @param content where a file's bytes begin in the uncompressed tar; -1 where there is no tar
 * @param digest of a file's bytes; without a meaning for all else
 */
record LayerNode(
    Kind kind, Entry entry, boolean opaque, boolean implied, long content, Digest digest) {

  /** The types of entries, and what only layers have. */
  enum Kind {
    FILE(0, Entry.Type.FILE),
    DIRECTORY(1, Entry.Type.DIRECTORY),
    SYMLINK(2, Entry.Type.SYMLINK),
    CHAR_DEVICE(3, Entry.Type.CHAR_DEVICE),
    BLOCK_DEVICE(4, Entry.Type.BLOCK_DEVICE),
    FIFO(5, Entry.Type.FIFO),
    /** Hides the path of the layers below. */
    WHITEOUT(6, Entry.Type.CHAR_DEVICE),
    /** A further name for a file that only the layers below have. */
    LINK(7, Entry.Type.FILE);

    private static final Kind[] BY_CODE = new Kind[8];

    static {
      for (Kind each : values()) {
        BY_CODE[each.code] = each;
      }
    }

    private final int code;
    private final Entry.Type type;

    Kind(int code, Entry.Type type) {
      this.code = code;
      this.type = type;
    }

    /** The number that stands for it in files. */
    int code() {
      return code;
    }

    static Kind of(byte code) {
      return BY_CODE[code];
    }

    Entry.Type type() {
      return type;
    }

    static Kind of(Entry.Type type) {
      return switch (type) {
        case FILE -> FILE;
        case DIRECTORY -> DIRECTORY;
        case SYMLINK -> SYMLINK;
        case CHAR_DEVICE -> CHAR_DEVICE;
        case BLOCK_DEVICE -> BLOCK_DEVICE;
        case FIFO -> FIFO;
      };
    }
  }

  boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  boolean isWhiteout() {
    return kind == Kind.WHITEOUT;
  }

  LayerNode withEntry(Entry newEntry) {
    return new LayerNode(kind, newEntry, opaque, implied, content, digest);
  }

  LayerNode withOpaque() {
    return new LayerNode(kind, entry, true, implied, content, digest);
  }
}
