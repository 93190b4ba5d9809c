package io.drydock.build;

import io.drydock.build.plan.ImageResolver;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds the images that a Dockerfile names: in the store, else with the first provider that knows
 * the name.
 */
public final class StoreImages implements ImageResolver {
  private final Store store;
  private final List<ImageProvider> providers;
  private final boolean fresh;

  /**
   * @param providers in the order in which they are asked
   * @param fresh whether providers come before the store (docker's {@code --pull})
   */
  public StoreImages(Store store, List<ImageProvider> providers, boolean fresh) {
    this.store = store;
    this.providers = List.copyOf(providers);
    this.fresh = fresh;
  }

  @Override
  public Resolved resolve(ImageReference reference, Platform platform) {
    Optional<Resolved> stored =
        fresh && !providers.isEmpty() ? Optional.empty() : stored(reference, platform);
    return stored
        .or(() -> provided(reference, platform))
        .or(() -> fresh ? stored(reference, platform) : Optional.empty())
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.NOT_FOUND, reference.familiar() + ": not found for " + platform));
  }

  /** Providers may wait for a network, so several images are looked for side by side. */
  @Override
  public List<Resolved> resolveAll(List<Wanted> images) {
    if (images.size() < 2 || (!fresh && images.stream().allMatch(this::isStored))) {
      return ImageResolver.super.resolveAll(images);
    }
    var tasks = new ArrayList<Callable<Resolved>>();
    images.forEach(each -> tasks.add(() -> resolve(each.reference(), each.platform())));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var resolved = new ArrayList<Resolved>();
      for (Future<Resolved> each : executor.invokeAll(tasks)) {
        resolved.add(each.get());
      }
      return resolved;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted while looking for images", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DrydockException known
          ? known
          : new DrydockException(ErrorKind.INTERNAL, "cannot look for images", e.getCause());
    }
  }

  private boolean isStored(Wanted image) {
    return store.images().find(image.reference()).isPresent();
  }

  private Optional<Resolved> stored(ImageReference reference, Platform platform) {
    Optional<Images.Entry> entry = store.images().find(reference);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(load(entry.get().target(), platform));
    } catch (DrydockException e) {
      if (e.kind() == ErrorKind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Resolved> provided(ImageReference reference, Platform platform) {
    for (ImageProvider each : providers) {
      Optional<Descriptor> target = each.provide(reference, platform, fresh);
      if (target.isPresent()) {
        return Optional.of(load(target.get(), platform));
      }
    }
    return Optional.empty();
  }

  private Resolved load(Descriptor target, Platform platform) {
    Images.Image image = store.images().load(target, platform);
    return new Resolved(image.manifestDescriptor(), image.config());
  }
}
