package io.drydock.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** What one layer says, whichever form it is in. Paths have no links on the way. */
interface LayerSource extends AutoCloseable {
  /** What it says of the path itself. */
  Optional<LayerNode> find(String path);

  /** What it says of the names in a directory that it has, sorted by name. */
  List<LayerNode> children(String directory);

  /** The bytes of a file that it has. */
  InputStream open(LayerNode file) throws IOException;

  @Override
  default void close() {}
}
