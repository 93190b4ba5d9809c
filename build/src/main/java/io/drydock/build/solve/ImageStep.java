package io.drydock.build.solve;

import io.drydock.build.plan.Operation;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a base image's layers, without fetching any. */
final class ImageStep implements Step {
  private final Environment environment;
  private final Operation.Image operation;

  ImageStep(Environment environment, Operation.Image operation) {
    this.environment = environment;
    this.operation = operation;
  }

  @Override
  public boolean looksUpFast() {
    return true;
  }

  @Override
  public Optional<Result> lookUp() {
    return Optional.of(layers());
  }

  @Override
  public String claim() {
    return "image " + operation.manifest().digest();
  }

  @Override
  public Outcome carryOut() {
    return new Outcome(layers(), true);
  }

  private Result layers() {
    Images.Image image =
        environment.store().images().load(operation.manifest(), operation.platform());
    List<Digest> diffIds = image.config().diffIds();
    List<Descriptor> blobs = image.manifest().layers();
    if (diffIds.size() != blobs.size()) {
      throw new DrydockException(
          ErrorKind.CORRUPT,
          "image "
              + operation.reference().familiar()
              + " lists "
              + blobs.size()
              + " layers but has "
              + diffIds.size()
              + " diff IDs");
    }
    var layers = new ArrayList<Result.Layer>();
    for (int i = 0; i < blobs.size(); i++) {
      layers.add(
          new Result.Layer(
              Layers.Id.of(diffIds.get(i)), Optional.empty(), Optional.of(blobs.get(i))));
    }
    var rootfs = new Result.Rootfs(layers);
    environment.access().offer(operation.manifest().digest(), rootfs);
    return rootfs;
  }
}
