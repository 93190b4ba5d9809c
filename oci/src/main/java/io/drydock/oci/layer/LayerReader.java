package io.drydock.oci.layer;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.TreePath;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a layer's archive: tar, with whiteouts (image specification, layer.md). Names may come more
 * than once; the last wins. As for what is safe see {@link TarReader}.
 */
public final class LayerReader implements Closeable {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  /** What AUFS kept for itself in old layers. */
  private static final String AUFS = ".wh..wh.";

  private final TarReader tar;
  private final String layer;

  /**
   * @param in the uncompressed archive; closed with the reader
   * @param layer names the layer in errors
   */
  public LayerReader(InputStream in, String layer) {
    this.tar = new TarReader(in, layer);
    this.layer = layer;
  }

  /**
   * Goes on to the next item.
   *
   * @throws DrydockException of kind CORRUPT when the archive is cut off or malformed
   */
  public Optional<LayerItem> next() throws IOException {
    for (var each = tar.next(); each.isPresent(); each = tar.next()) {
      TarEntry entry = each.get();
      if (!isAufs(entry.entry().path())) {
        return Optional.of(item(entry));
      }
    }
    return Optional.empty();
  }

  /** The content of the last item, empty for all but regular files; good until the next one. */
  public InputStream content() {
    return tar.content();
  }

  /** See {@link TarReader#contentPosition}. */
  public long contentPosition() {
    return tar.contentPosition();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private static boolean isAufs(String path) {
    int at = path.startsWith(AUFS) ? 0 : path.indexOf("/" + AUFS) + 1;
    return (at > 0 || path.startsWith(AUFS)) && !path.startsWith(OPAQUE, at);
  }

  private LayerItem item(TarEntry each) {
    String path = each.entry().path();
    String name = TreePath.name(path);
    String directory = TreePath.parent(path);
    if (name.equals(OPAQUE)) {
      return new LayerItem.Opaque(directory);
    }
    if (name.startsWith(WHITEOUT)) {
      return new LayerItem.Whiteout(TreePath.join(directory, hidden(name)));
    }
    return each.isHardLink()
        ? new LayerItem.HardLink(each.entry(), each.hardLinkTo())
        : new LayerItem.Present(each.entry());
  }

  private String hidden(String name) {
    String hidden = name.substring(WHITEOUT.length());
    if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
      throw new DrydockException(
          ErrorKind.CORRUPT, layer + " is damaged: \"" + name + "\" hides no file");
    }
    return hidden;
  }
}
