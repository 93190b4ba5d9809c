package io.drydock.build.image;

import io.drydock.build.ImageProvider;
import io.drydock.build.plan.ImageResolver;
import io.drydock.build.plan.LayoutReference;
import io.drydock.build.plan.Operation;
import io.drydock.build.remote.Downloads;
import io.drydock.build.remote.GitRepository;
import io.drydock.build.remote.RemoteAccess;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.Puller;
import io.drydock.distribution.Registries;
import io.drydock.distribution.RemoteImage;
import io.drydock.distribution.archive.LayoutImages;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds images by the user's own definitions, in the store, with other providers, in registries. Of
 * an image in a registry only the manifest and the config are fetched; a layer follows when it is
 * looked into.
 */
public final class ImageSources implements ImageResolver {
  private final Store store;
  private final List<ImageProvider> own;
  private final List<ImageProvider> others;
  private final Supplier<Puller> registries;
  private final boolean fresh;
  private final Map<Digest, RemoteImage> remotes = new ConcurrentHashMap<>();
  private @Nullable Puller puller;

  /**
   * @param own asked before the store, so that what changed in the user's own definitions counts
   * @param others asked when the store has no such image
   * @param registries asked for when the first image has to come from one
   * @param fresh whether an image in the store is not good enough ({@code --pull})
   */
  public ImageSources(
      Store store,
      List<ImageProvider> own,
      List<ImageProvider> others,
      Supplier<Puller> registries,
      boolean fresh) {
    this.store = store;
    this.own = List.copyOf(own);
    this.others = List.copyOf(others);
    this.registries = registries;
    this.fresh = fresh;
  }

  @Override
  public Resolved resolve(ImageReference reference, Platform platform) {
    ImageReference full = reference.withDefaultTag();
    Optional<Images.Image> image = provided(own, full, platform);
    if (image.isEmpty() && !fresh) {
      image = stored(full, platform);
    }
    if (image.isEmpty()) {
      image = provided(others, full, platform);
    }
    if (image.isEmpty()) {
      image = Optional.of(remote(full, platform));
    }
    return new Resolved(image.get().manifestDescriptor(), image.get().config());
  }

  @Override
  public Resolved resolve(LayoutReference layout, Platform platform) {
    Descriptor target =
        new LayoutImages(store, layout.directory()).load(layout.tag(), layout.digest());
    Images.Image image = store.images().load(target, platform);
    return new Resolved(image.manifestDescriptor(), image.config());
  }

  @Override
  public Optional<Instant> made(Operation source) {
    var access = RemoteAccess.anonymous(store);
    if (source instanceof Operation.Git git) {
      return Optional.of(commitTime(new GitRepository(access, git.remote()), git.ref()));
    }
    if (source instanceof Operation.Http http) {
      return Optional.of(
              new Downloads(access, System.getenv()).fetch(http.url(), http.checksum()).modified())
          .filter(each -> !each.equals(Instant.EPOCH));
    }
    return Optional.empty();
  }

  private static Instant commitTime(GitRepository repository, String ref) {
    try {
      return repository.time(repository.commit(ref));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot ask for " + ref + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "context canceled", e);
    }
  }

  private Optional<Images.Image> stored(ImageReference reference, Platform platform) {
    return store.images().find(reference).flatMap(each -> load(each.target(), platform));
  }

  /** An image that is there for other platforms only is as good as none. */
  private Optional<Images.Image> load(Descriptor target, Platform platform) {
    try {
      return Optional.of(store.images().load(target, platform))
          .filter(image -> fits(image.config().platform(), platform));
    } catch (DrydockException e) {
      if (e.kind() == ErrorKind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Whether an image serves where the platform is wanted; one that says nothing serves anywhere.
   */
  private static boolean fits(Platform image, Platform wanted) {
    return image.architecture().isEmpty()
        || (image.os().equals(wanted.os()) && image.architecture().equals(wanted.architecture()));
  }

  private Optional<Images.Image> provided(
      List<ImageProvider> providers, ImageReference reference, Platform platform) {
    for (ImageProvider each : providers) {
      Optional<Descriptor> target = each.provide(reference, platform, fresh);
      if (target.isPresent()) {
        return Optional.of(store.images().load(target.get(), platform));
      }
    }
    return Optional.empty();
  }

  private Images.Image remote(ImageReference reference, Platform platform) {
    RemoteImage remote = puller().resolve(reference, platform);
    remotes.put(remote.image().manifestDescriptor().digest(), remote);
    return remote.image();
  }

  /** Knows from now on what the other one has found, for builds that use its results. */
  public void adopt(ImageSources other) {
    other.remotes.forEach(remotes::putIfAbsent);
  }

  /** The registries of this build, opened when they are first asked for. */
  public Registries registries() {
    return puller().registries();
  }

  private synchronized Puller puller() {
    Puller present = puller;
    if (present == null) {
      present = registries.get();
      puller = present;
    }
    return present;
  }

  /**
   * Brings a layer into the store.
   *
   * @param manifest of the image that has it
   * @throws DrydockException of kind NOT_FOUND when the image came from no registry
   */
  public void fetchLayer(Digest manifest, Digest diffId) {
    RemoteImage remote = remotes.get(manifest);
    if (remote == null) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "layer " + diffId + " of image " + manifest + " is not in the store",
          null,
          "Pull the image again.",
          null);
    }
    puller().fetch(remote, Set.of(diffId));
  }
}
