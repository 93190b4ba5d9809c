package io.drydock.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A layer that is opened when it is first looked into. */
final class LazyLayer implements LayerSource {
  private final Supplier<LayerSource> opening;
  private @Nullable LayerSource opened;

  LazyLayer(Supplier<LayerSource> opening) {
    this.opening = opening;
  }

  @Override
  public Optional<LayerNode> find(String path) {
    return opened().find(path);
  }

  @Override
  public List<LayerNode> children(String directory) {
    return opened().children(directory);
  }

  @Override
  public InputStream open(LayerNode file) throws IOException {
    return opened().open(file);
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }

  private synchronized LayerSource opened() {
    LayerSource present = opened;
    if (present == null) {
      present = opening.get();
      opened = present;
    }
    return present;
  }
}
