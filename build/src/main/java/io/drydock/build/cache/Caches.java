package io.drydock.build.cache;

import io.drydock.build.CacheLocation;
import io.drydock.build.CacheTarget;
import io.drydock.build.export.ConfigExtension;
import io.drydock.build.image.ImageSources;
import io.drydock.build.plan.Plan;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Progress;
import io.drydock.build.solve.Result;
import io.drydock.build.solve.Solver;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.List;

/** The caches that one build reads and writes. */
public final class Caches {
  private final Store store;
  private final ImageSources images;
  private final LayerAccess access;
  private final Progress progress;
  private final CacheImport imports;

  /**
   * @param from asked in this order
   * @param images knows the registries
   */
  public Caches(
      List<CacheLocation> from,
      Store store,
      ImageSources images,
      LayerAccess access,
      Progress progress) {
    this.store = store;
    this.images = images;
    this.access = access;
    this.progress = progress;
    var storages = new ArrayList<CacheStorage>();
    from.forEach(each -> storages.add(storage(each, false)));
    this.imports = new CacheImport(storages, store, progress);
  }

  /** What the caches that are read know. */
  public CacheImport imports() {
    return imports;
  }

  /** What the images that are made carry, if one of the targets asks for it. */
  public ConfigExtension extension(List<CacheTarget> to, Solver.Solution solution) {
    boolean inline = to.stream().anyMatch(each -> each.location() instanceof CacheLocation.Inline);
    return inline ? new InlineCache(solution.layerSteps(), store.layers()) : ConfigExtension.NONE;
  }

  /** Writes the caches that lie apart from images. */
  public void export(List<CacheTarget> to, Plan plan, Solver.Solution solution) {
    var results = new ArrayList<Result.Rootfs>();
    for (Plan.Target target : plan.targets()) {
      if (solution.of(target.root()) instanceof Result.Rootfs rootfs) {
        results.add(rootfs);
      }
    }
    var solved = new CacheExport.Solved(solution.layerSteps(), results);
    for (CacheTarget target : to) {
      if (!(target.location() instanceof CacheLocation.Inline)) {
        new CacheExport(store, access, progress, imports)
            .export(target, storage(target.location(), target.reset()), solved);
      }
    }
  }

  private CacheStorage storage(CacheLocation location, boolean reset) {
    return switch (location) {
      case CacheLocation.Registry registry ->
          new RegistryStorage(registry.reference(), images::registries, store);
      case CacheLocation.Directory directory -> new DirectoryStorage(directory, store, reset);
      case CacheLocation.Inline inline ->
          throw new IllegalArgumentException("an inline cache lies in an image");
    };
  }
}
