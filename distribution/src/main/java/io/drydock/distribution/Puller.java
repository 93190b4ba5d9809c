package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.transport.RegistryError;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings images from registries into the store: from a mirror where there is one. */
public final class Puller {
  private final Registries registries;
  private final Store store;
  private final TransferListener listener;
  private final Whereabouts whereabouts;

  public Puller(Registries registries, Store store, TransferListener listener) {
    this.registries = registries;
    this.store = store;
    this.listener = listener;
    this.whereabouts = new Whereabouts(store);
  }

  /** What it asks. */
  public Registries registries() {
    return registries;
  }

  /**
   * The whole image under its name; {@code latest} where the reference has neither tag nor digest.
   *
   * @throws DrydockException of the kinds that {@link #resolve} and {@link #fetch} throw
   */
  public RemoteImage pull(ImageReference reference, Platform platform) {
    try (Lease _ = store.lease()) {
      RemoteImage remote = resolve(reference, platform);
      boolean known =
          store
              .images()
              .find(named(remote.reference()))
              .filter(each -> each.target().digest().equals(remote.target().digest()))
              .isPresent();
      fetch(remote, Set.copyOf(remote.image().config().diffIds()), !known);
      store.images().tag(named(remote.reference()), remote.target());
      return remote;
    }
  }

  /** A digest says all: a tag beside it names nothing in the store. */
  private static ImageReference named(ImageReference reference) {
    return reference.digest().isEmpty()
        ? reference
        : new ImageReference(
            reference.domain(), reference.path(), Optional.empty(), reference.digest());
  }

  /**
   * Finds an image and fetches its manifest and config only. Whoever wants to keep them holds a
   * lease of the store, and calls {@link #fetch} when the layers are wanted.
   *
   * @throws DrydockException of kind NOT_FOUND, UNAUTHORIZED or FORBIDDEN as docker words it; of
   *     kind UNSUPPORTED for what is no container image; of kind CORRUPT when content has not its
   *     digest
   */
  public RemoteImage resolve(ImageReference reference, Platform platform) {
    ImageReference full = reference.withDefaultTag();
    List<Repository> copies = registries.copies(full);
    RawManifest target = fromFirst(copies, full, each -> target(each, full));
    store.blobs().put(target.raw());
    whereabouts.add(target.descriptor().digest(), copies.getLast().name());
    RawManifest manifest = target.isIndex() ? select(copies, full, target, platform) : target;
    store.blobs().put(manifest.raw());
    Images.Image image = read(copies, manifest);
    if (!target.isIndex() && !platform.matches(image.config().platform())) {
      throw wrongPlatform(full, image.config().platform(), platform);
    }
    return new RemoteImage(full, target.descriptor(), image);
  }

  private static DrydockException wrongPlatform(
      ImageReference reference, Platform found, Platform wanted) {
    return new DrydockException(
        ErrorKind.NOT_FOUND,
        "image with reference "
            + reference.familiar()
            + " was found but its platform ("
            + found
            + ") does not match the specified platform ("
            + wanted
            + ")");
  }

  /** All tags of the repository, one image after the other. */
  public List<RemoteImage> pullAll(ImageReference repository, Platform platform) {
    List<Repository> copies = registries.copies(repository);
    List<String> tags = fromFirst(copies, repository, Repository::tags);
    var pulled = new ArrayList<RemoteImage>();
    for (String tag : tags) {
      pulled.add(pull(tagged(repository, tag), platform));
    }
    return List.copyOf(pulled);
  }

  private static ImageReference tagged(ImageReference repository, String tag) {
    return new ImageReference(
        repository.domain(), repository.path(), Optional.of(tag), Optional.empty());
  }

  /** The tags that {@link #pullAll} would pull. */
  public List<String> tags(ImageReference repository) {
    return fromFirst(registries.copies(repository), repository, Repository::tags);
  }

  /**
   * Fetches the layers that are not in the store, several at a time.
   *
   * @throws DrydockException of kind CORRUPT when one has not its digest, of kind UNAVAILABLE when
   *     connections break too often; what has come is kept for the next attempt
   */
  public void fetch(RemoteImage remote) {
    fetch(remote, Set.copyOf(remote.image().config().diffIds()));
  }

  /** As {@link #fetch(RemoteImage)}, but only the layers with these diff IDs. */
  public void fetch(RemoteImage remote, Set<Digest> diffIds) {
    fetch(remote, diffIds, true);
  }

  /** Of an image that is here already nothing is told, as there is nothing to see. */
  private void fetch(RemoteImage remote, Set<Digest> diffIds, boolean told) {
    TransferListener events = told ? listener : TransferListener.NONE;
    List<Descriptor> blobs = remote.image().manifest().layers();
    List<Digest> ids = remote.image().config().diffIds();
    var copies = registries.copies(remote.reference());
    var tasks = new ArrayList<Runnable>();
    var planned = new HashSet<Digest>();
    for (int i = 0; i < blobs.size(); i++) {
      Descriptor blob = blobs.get(i);
      Digest diffId = ids.get(i);
      if (!diffIds.contains(diffId) || !planned.add(blob.digest())) {
        continue;
      }
      if (!isHere(blob, diffId)) {
        events.on(new TransferEvent.Waiting(blob.digest()));
      }
      tasks.add(() -> layer(copies, blob, diffId, events));
    }
    if (!tasks.isEmpty()) {
      Parallel.run(registries.settings().downloads(), tasks);
    }
  }

  private boolean isHere(Descriptor blob, Digest diffId) {
    return store.blobs().contains(blob.digest()) || store.layers().contains(Layers.Id.of(diffId));
  }

  private void layer(
      List<Repository> copies, Descriptor blob, Digest diffId, TransferListener events) {
    if (isHere(blob, diffId)) {
      events.on(new TransferEvent.Exists(blob.digest()));
    } else {
      new BlobDownload(registries.network(), store.blobs(), blob, events).from(copies);
      events.on(new TransferEvent.Done(blob.digest()));
    }
    if (store.blobs().contains(blob.digest())) {
      store.layers().add(blob, diffId);
    }
    whereabouts.add(blob.digest(), copies.getLast().name());
  }

  private RawManifest target(Repository repository, ImageReference reference) {
    if (reference.digest().isPresent()) {
      return manifest(repository, reference.digest().get());
    }
    String tag = reference.tag().orElse("latest");
    Descriptor found = repository.find(tag).orElseGet(() -> repository.manifest(tag).descriptor());
    return manifest(repository, found.digest());
  }

  /** From the store, or else from the registry: one that counts pulls counts none then. */
  private RawManifest manifest(Repository repository, Digest digest) {
    return store.blobs().contains(digest)
        ? RawManifest.of(store.blobs().read(digest), "")
        : repository.manifest(digest.toString());
  }

  private RawManifest select(
      List<Repository> copies, ImageReference reference, RawManifest index, Platform platform) {
    Descriptor chosen =
        index
            .index()
            .select(platform)
            .orElseThrow(() ->
                new DrydockException(
                    ErrorKind.NOT_FOUND,
                    "no matching manifest for "
                        + platform
                        + " in the manifest list entries of "
                        + reference.familiar()));
    return fromFirst(copies, reference, each -> manifest(each, chosen.digest()));
  }

  private Images.Image read(List<Repository> copies, RawManifest raw) {
    ImageManifest manifest = raw.manifest();
    Descriptor config = manifest.config();
    if (!config.mediaType().equals(MediaTypes.OCI_CONFIG)
        && !config.mediaType().equals(MediaTypes.DOCKER_CONFIG)) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "this is no container image but an artifact of type "
              + (manifest.artifactType().isEmpty() ? config.mediaType() : manifest.artifactType()));
    }
    if (!store.blobs().contains(config.digest())) {
      new BlobDownload(registries.network(), store.blobs(), config, TransferListener.NONE)
          .from(copies);
    }
    String repository = copies.getLast().name();
    whereabouts.add(config.digest(), repository);
    // Whoever needs a layer only to push it on may never fetch it.
    manifest.layers().forEach(each -> whereabouts.add(each.digest(), repository));
    ImageConfig parsed = ImageConfig.parse(store.blobs().read(config.digest()));
    if (parsed.diffIds().size() != manifest.layers().size()) {
      throw new DrydockException(
          ErrorKind.CORRUPT,
          "the manifest names "
              + manifest.layers().size()
              + " layers, but the config "
              + parsed.diffIds().size());
    }
    return new Images.Image(raw.descriptor(), manifest, parsed);
  }

  /** A question to a repository. */
  private interface Question<T> {
    T ask(Repository repository);
  }

  /** The first answer; what the last repository refuses is refused. */
  private static <T> T fromFirst(
      List<Repository> copies, ImageReference reference, Question<T> question) {
    for (Repository mirror : copies.subList(0, copies.size() - 1)) {
      try {
        return question.ask(mirror);
      } catch (DrydockException e) {
        if (e.kind() == ErrorKind.CANCELLED) {
          throw e;
        }
      }
    }
    try {
      return question.ask(copies.getLast());
    } catch (RegistryError e) {
      throw PullError.of(reference, e);
    }
  }
}
