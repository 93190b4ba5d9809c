package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The directories {@code layers/ID}: {@code layer.json}, {@code tree}, {@code index}. A symbolic
 * link leads from a diff ID to a layer that has another name.
 */
final class LayerFiles {
  private static final int LONGEST_ID = 100;

  private final Path layers;

  LayerFiles(Path root) {
    this.layers = root.resolve("layers");
  }

  Path directory(Layers.Id id) {
    return layers.resolve(Names.check(id.value(), LONGEST_ID, "layer ID"));
  }

  Path all() {
    return layers;
  }

  Path tree(Layers.Id id) {
    return directory(id).resolve("tree");
  }

  Path index(Layers.Id id) {
    return directory(id).resolve("index");
  }

  boolean exists(Layers.Id id) {
    return Files.exists(directory(id).resolve(LayerRecord.FILE));
  }

  /** The name of the layer's own directory: another one when the ID is an alias. */
  Layers.Id real(Layers.Id id) {
    Path directory = directory(id);
    try {
      return new Layers.Id(Disk.name(Files.readSymbolicLink(directory)));
    } catch (NoSuchFileException | java.nio.file.NotLinkException e) {
      return id;
    } catch (IOException e) {
      throw Disk.failure("look up layer " + id.value(), directory, e);
    }
  }

  Optional<LayerRecord> find(Layers.Id id) {
    try {
      return LayerRecord.read(directory(id));
    } catch (IOException e) {
      throw Disk.failure("read layer " + id.value(), directory(id), e);
    }
  }

  /**
   * @throws DrydockException of kind NOT_FOUND when there is no such layer
   */
  LayerRecord get(Layers.Id id) {
    return find(id)
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.NOT_FOUND, "layer " + id.value() + " is not in the store"));
  }
}
