package io.drydock.base;

import io.drydock.base.BaseBuilder.Versions;
import io.drydock.base.BaseCatalog.Listed;
import io.drydock.base.definition.DefinitionReader;
import io.drydock.base.progress.BaseProgress;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The images that base definitions in some directories stand for, made when they are asked for. */
public final class Bases {
  private final Store store;
  private final BaseCatalog catalog;
  private final BaseProgress progress;

  /**
   * @param directories with definitions, the first one to be asked first; need not exist
   */
  public Bases(Store store, List<Path> directories, BaseProgress progress) {
    this.store = store;
    this.catalog = new BaseCatalog(directories, store.records("base-catalog"));
    this.progress = progress;
  }

  /**
   * A definition and what became of it.
   *
   * @param images names of its image, as users write them
   * @param built the image, if the store has it as the definition stands now
   */
  public record Known(Path file, List<String> images, Optional<Descriptor> built) {
    public Known {
      images = List.copyOf(images);
    }
  }

  /** All definitions that stand for an image on the platform. */
  public List<Known> list(Platform platform) {
    return catalog.list().stream()
        .filter(each -> !each.images().isEmpty())
        .map(each -> new Known(each.file(), each.images(), built(each, platform)))
        .toList();
  }

  /**
   * Brings the image of that name into the store. One that is there for the definition and its
   * lock, unchanged, costs no more than the reading of both.
   *
   * @param fresh whether to take the newest packages, whatever is locked or there
   * @return its manifest, or empty when no definition has that name
   */
  public Optional<Descriptor> provide(ImageReference reference, Platform platform, boolean fresh) {
    if (reference.digest().isPresent()) {
      return Optional.empty();
    }
    Optional<Listed> listed = catalog.find(reference);
    if (listed.isEmpty()) {
      return Optional.empty();
    }
    Optional<Descriptor> built = fresh ? Optional.empty() : built(listed.get(), platform);
    return built.or(() -> Optional.of(build(listed.get().file(), platform, fresh)));
  }

  private Optional<Descriptor> built(Listed listed, Platform platform) {
    String architecture = DebianArchitecture.of(listed.architecture(), platform);
    return new BuildRecords(store).find(listed.sources(), architecture);
  }

  private Descriptor build(Path file, Platform platform, boolean fresh) {
    return new BaseBuilder(store, Path.of("/"), progress)
        .build(
            DefinitionReader.read(file),
            platform,
            fresh ? Versions.NEWEST_UNLOCKED : Versions.LOCKED_IF_POSSIBLE)
        .image();
  }
}
