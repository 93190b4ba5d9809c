package io.drydock.cli.compose.image;

import io.drydock.cli.engine.Call;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Threads;
import io.drydock.distribution.archive.ImageSaver;
import io.drydock.distribution.archive.LoadedImage;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Moves images from our store into an engine that has a store of its own, as one archive. */
final class EngineLoad {
  private static final int PIPE_BYTES = 256 * 1024;

  private final Call call;

  EngineLoad(Call call) {
    this.call = call;
  }

  /**
   * Moves the images of these names, streamed.
   *
   * @throws DrydockException when the engine does not take them
   */
  void load(List<String> names) {
    Store store = call.session().store();
    try (Lease _ = store.lease()) {
      List<LoadedImage> images = new ArrayList<>();
      for (String name : names) {
        Images.Entry entry = store.images().resolve(name);
        images.add(new LoadedImage(entry.target().bare(), List.of(reference(name))));
      }
      send(new ImageSaver(store), images);
    }
  }

  private static ImageReference reference(String name) {
    return ImageReference.parse(name).withDefaultTag();
  }

  private void send(ImageSaver saver, List<LoadedImage> images) {
    var failure = new AtomicReference<@Nullable Exception>();
    try (var in = new PipedInputStream(PIPE_BYTES)) {
      var out = new PipedOutputStream(in);
      Thread writer =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try (out) {
                  saver.save(images, ImageSaver.Format.DOCKER, out);
                } catch (IOException | DrydockException e) {
                  failure.set(e);
                }
              });
      var query = new Query().with("quiet", "1");
      try (EngineResponse messages =
          call.engine()
              .send("POST", "/images/load", query, RequestBody.stream("application/x-tar", in))) {
        ImageTransfers.read(messages, _ -> {});
      }
      Threads.join(writer);
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
    if (failure.get() != null) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE,
          "cannot load the images into the engine: " + failure.get().getMessage(),
          failure.get());
    }
  }
}
