package io.drydock.buildkit.control;

import io.drydock.build.image.ImageSources;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.plan.ImageResolver;
import io.drydock.build.plan.LayoutReference;
import io.drydock.build.plan.Operation;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.Optional;

/** Finds images, each as a step of the progress. */
public record NotedImages(ImageSources sources, PreparationEvents events) implements ImageResolver {
  private static final String TITLE = "[internal] load metadata for ";

  @Override
  public Resolved resolve(ImageReference reference, Platform platform) {
    return events.step(TITLE + reference, _ -> sources.resolve(reference, platform));
  }

  @Override
  public Resolved resolve(LayoutReference layout, Platform platform) {
    return events.step(TITLE + layout.directory(), _ -> sources.resolve(layout, platform));
  }

  @Override
  public Optional<Instant> made(Operation source) {
    return sources.made(source);
  }
}
