package io.drydock.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The layers that this process looked into, so that each index is read and each tree opened once.
 */
final class OpenLayers {
  private final Map<Layers.Id, Opened> layers = new HashMap<>();

  /**
   * A layer can be removed and made anew under the same name; then its directory is another one.
   */
  private record Identity(@Nullable Object inode, FileTime made) {
    static Identity of(Path directory) {
      try {
        var attributes = Files.readAttributes(directory, BasicFileAttributes.class);
        return new Identity(attributes.fileKey(), attributes.creationTime());
      } catch (IOException e) {
        throw Disk.failure("look up a layer", directory, e);
      }
    }
  }

  private record Opened(Identity identity, LayerSource source) {}

  /** The layer in the directory, opened with the supplier when it is first looked into. */
  synchronized LayerSource get(Layers.Id id, Path directory, Supplier<LayerSource> opening) {
    Identity identity = Identity.of(directory);
    Opened present = layers.get(id);
    if (present != null && Objects.equals(present.identity, identity)) {
      return present.source;
    }
    if (present != null) {
      present.source.close();
    }
    var source = new LazyLayer(opening);
    layers.put(id, new Opened(identity, source));
    return source;
  }

  synchronized void close() {
    layers.values().forEach(each -> each.source.close());
    layers.clear();
  }
}
