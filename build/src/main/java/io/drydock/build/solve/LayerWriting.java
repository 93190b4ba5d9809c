package io.drydock.build.solve;

import io.drydock.build.copy.CopyStep;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Layers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes layers of what was placed. */
final class LayerWriting {
  private LayerWriting() {}

  /**
   * @param earlier the layer that the same instruction made before, if it is known
   */
  static Result.Layer write(
      Environment environment, CopyStep.Placed placed, Optional<Result.Layer> earlier)
      throws IOException {
    Layers.Id id =
        placed.isEmpty() ? EmptyLayer.in(environment.layers()) : tar(environment, placed, earlier);
    return new Result.Layer(id, Optional.of(environment.created()), Optional.empty());
  }

  private static Layers.Id tar(
      Environment environment, CopyStep.Placed placed, Optional<Result.Layer> earlier)
      throws IOException {
    Optional<FileTree> files = earlier.map(each -> environment.layers().view(List.of(each.id())));
    try (Layers.Builder builder = environment.layers().build()) {
      placed.write(builder, files);
      return builder.commit();
    }
  }

  /** The result as a root file system; the planner lays nothing over anything else. */
  static Result.Rootfs rootfs(Result result) {
    if (result instanceof Result.Rootfs rootfs) {
      return rootfs;
    }
    throw new DrydockException(ErrorKind.INTERNAL, "files are no root file system");
  }
}
