package io.drydock.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A layer as its index lists it. */
final class IndexedLayer implements LayerSource {
  private final LayerIndex index;
  private final Contents contents;

  /** Where the files of a layer are read. */
  interface Contents extends AutoCloseable {
    InputStream open(LayerNode file) throws IOException;

    @Override
    default void close() {}
  }

  IndexedLayer(LayerIndex index, Contents contents) {
    this.index = index;
    this.contents = contents;
  }

  @Override
  public Optional<LayerNode> find(String path) {
    return index.find(path);
  }

  @Override
  public List<LayerNode> children(String directory) {
    var nodes = new ArrayList<LayerNode>();
    for (int i = index.firstChild(directory); index.isChild(i, directory); i++) {
      nodes.add(index.item(i));
    }
    return nodes;
  }

  @Override
  public InputStream open(LayerNode file) throws IOException {
    return contents.open(file);
  }

  @Override
  public void close() {
    contents.close();
  }
}
