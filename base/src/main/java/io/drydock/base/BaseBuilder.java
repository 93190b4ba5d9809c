package io.drydock.base;

import io.drydock.base.Repositories.Chosen;
import io.drydock.base.archive.AptSources;
import io.drydock.base.archive.Archive;
import io.drydock.base.archive.Archive.Snapshot;
import io.drydock.base.archive.PackageIndex;
import io.drydock.base.archive.Repository;
import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.definition.BaseDefinition.Mode;
import io.drydock.base.progress.BaseProgress;
import io.drydock.base.resolve.Candidate;
import io.drydock.base.resolve.Resolver;
import io.drydock.base.resolve.Universe;
import io.drydock.base.resolve.Wanted;
import io.drydock.base.root.BasePackage;
import io.drydock.base.root.Distroless;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes bases: from a definition to an image in the store. */
public final class BaseBuilder {
  private final Store store;
  private final Path machineRoot;
  private final BaseProgress progress;

  /**
   * @param machineRoot where the machine's apt sources and keyrings are looked for; usually {@code
   *     /}
   */
  public BaseBuilder(Store store, Path machineRoot, BaseProgress progress) {
    this.store = store;
    this.machineRoot = machineRoot;
    this.progress = progress;
  }

  /** Which package versions to take. */
  public enum Versions {
    /** What the archive has now; the lock beside the definition is brought up to date. */
    NEWEST,
    /** What the archive has now; nothing is written beside the definition. */
    NEWEST_UNLOCKED,
    /** What the lock says; where the archive has no more of that, what it has now. */
    LOCKED_IF_POSSIBLE,
    /** What the lock says, and nothing else. */
    LOCKED
  }

  /**
   * A base in the store.
   *
   * @param image its manifest
   * @param made false when it was there already
   */
  public record Built(BaseDefinition definition, Descriptor image, boolean made) {}

  /**
   * The packages that the definition comes to in the archive's present state.
   *
   * @throws DrydockException when a release or index is not to be trusted or had, or a package does
   *     not exist or fit; with the place in the definition where there is one
   */
  public BaseLock resolve(BaseDefinition definition, Platform platform) {
    try (var archive = archive()) {
      return resolve(definition, architecture(definition, platform), archive);
    }
  }

  /**
   * Makes the image, unless the store has it, and gives it its names.
   *
   * @throws DrydockException as {@link #resolve}; also when a package file is damaged or a script
   *     fails. Nothing half-made is left in the store.
   */
  public Built build(BaseDefinition definition, Platform platform, Versions versions) {
    String architecture = architecture(definition, platform);
    Path lockFile = BaseLock.fileFor(definition.file());
    try (var archive = archive();
        Lease _ = store.lease()) {
      BaseLock lock =
          switch (versions) {
            case LOCKED -> locked(definition, lockFile, architecture);
            case NEWEST -> {
              BaseLock newest = resolve(definition, architecture, archive);
              newest.write(lockFile);
              yield newest;
            }
            case NEWEST_UNLOCKED -> resolve(definition, architecture, archive);
            case LOCKED_IF_POSSIBLE ->
                BaseLock.read(lockFile)
                    .filter(each -> each.architecture().equals(architecture))
                    .orElseGet(() -> resolve(definition, architecture, archive));
          };
      return build(definition, lock, archive, versions);
    }
  }

  private Built build(
      BaseDefinition definition, BaseLock lock, Archive archive, Versions versions) {
    var records = new BuildRecords(store);
    Optional<Descriptor> known = records.find(definition, lock);
    if (known.isPresent()) {
      records.remember(definition, lock, known.get());
      tag(definition, known.get());
      return new Built(definition, known.get(), false);
    }
    List<Path> files;
    try {
      files = archive.packages(wanted(definition, lock));
    } catch (DrydockException e) {
      if (versions != Versions.LOCKED_IF_POSSIBLE || e.kind() != ErrorKind.NOT_FOUND) {
        throw e;
      }
      progress.warning(e.getMessage() + ", which the lock of the base names; resolving again");
      BaseLock newest = resolve(definition, lock.architecture(), archive);
      return build(definition, newest, archive, Versions.NEWEST_UNLOCKED);
    }
    List<BasePackage> packages = files.stream().map(BasePackage::of).toList();
    Descriptor image = new BaseImage(store, progress).make(definition, lock, packages);
    records.remember(definition, lock, image);
    tag(definition, image);
    return new Built(definition, image, true);
  }

  private void tag(BaseDefinition definition, Descriptor image) {
    for (ImageReference each : definition.images()) {
      boolean same =
          store
              .images()
              .find(each)
              .filter(entry -> entry.target().digest().equals(image.digest()))
              .isPresent();
      if (!same) {
        store.images().tag(each, image);
      }
    }
  }

  private static BaseLock locked(BaseDefinition definition, Path lockFile, String architecture) {
    BaseLock lock =
        BaseLock.read(lockFile)
            .orElseThrow(() ->
                new DrydockException(
                        ErrorKind.NOT_FOUND,
                        definition.file() + " has no lock " + lockFile.getFileName())
                    .withHint("Make one: drydock base lock " + definition.file()));
    if (!lock.architecture().equals(architecture)) {
      throw new DrydockException(
          ErrorKind.CONFLICT,
          lockFile + " is for " + lock.architecture() + ", not for " + architecture);
    }
    Set<String> names = new HashSet<>();
    lock.packages().forEach(each -> names.add(each.name()));
    for (Wanted each : definition.packages()) {
      boolean version =
          each.version().isEmpty()
              || lock.packages().stream()
                  .anyMatch(
                      p -> p.name().equals(each.name()) && p.version().equals(each.version()));
      if (!names.contains(each.name()) || !version) {
        throw new DrydockException(
                ErrorKind.CONFLICT, lockFile.getFileName() + " does not hold " + each)
            .at(each.location())
            .withHint("Bring the lock up to date: drydock base lock " + definition.file());
      }
    }
    return lock;
  }

  private List<Archive.Wanted> wanted(BaseDefinition definition, BaseLock lock) {
    List<Chosen> chosen = Repositories.of(definition, AptSources.read(machineRoot));
    var wanted = new ArrayList<Archive.Wanted>();
    for (BaseLock.LockedPackage each : lock.packages()) {
      Repository repository =
          chosen.stream()
              .map(Chosen::repository)
              .filter(candidate -> candidate.suite().equals(each.suite()))
              .findFirst()
              .orElseThrow(() ->
                  new DrydockException(
                      ErrorKind.CONFLICT,
                      "the lock takes "
                          + each.name()
                          + " from "
                          + each.suite()
                          + ", which the definition does not"));
      wanted.add(
          new Archive.Wanted(
              each.name() + " " + each.version(),
              repository,
              each.file(),
              each.digest(),
              each.size()));
    }
    return List.copyOf(wanted);
  }

  private BaseLock resolve(BaseDefinition definition, String architecture, Archive archive) {
    var sources = new ArrayList<Universe.Source>();
    var releases = new ArrayList<BaseLock.LockedRelease>();
    for (Chosen each : Repositories.of(definition, AptSources.read(machineRoot))) {
      Snapshot snapshot = archive.open(each.repository(), architecture);
      releases.add(new BaseLock.LockedRelease(each.repository().suite(), snapshot.date()));
      for (PackageIndex index : snapshot.indexes()) {
        sources.add(new Universe.Source(index, each::priorityOf));
      }
    }
    progress.phase("Resolving " + definition.displayName());
    List<Candidate> chosen = resolve(definition, architecture, new Universe(sources));
    return new BaseLock(
        architecture,
        releases,
        chosen.stream()
            .map(each ->
                new BaseLock.LockedPackage(
                    each.name(),
                    each.version().text(),
                    each.repository().suite(),
                    each.file(),
                    each.size(),
                    each.digest()))
            .toList());
  }

  private static List<Candidate> resolve(
      BaseDefinition definition, String architecture, Universe universe) {
    if (definition.mode() == Mode.SLIM) {
      return new Resolver(universe, architecture, Set.of())
          .resolve(slimWanted(definition, universe));
    }
    var assumed = new LinkedHashSet<String>(universe.essential());
    assumed.addAll(Distroless.SCRIPT_HELPERS);
    definition.packages().forEach(each -> assumed.remove(each.name()));
    assumed.addAll(definition.without());
    return new Resolver(universe, architecture, assumed).resolve(definition.packages());
  }

  /** The essential packages, what says that /usr is merged, and what the definition names. */
  private static List<Wanted> slimWanted(BaseDefinition definition, Universe universe) {
    var wanted = new ArrayList<Wanted>();
    SourceLocation place = definition.archive().main().location();
    for (String each : universe.essential()) {
      wanted.add(Wanted.parse(each, place));
    }
    if (universe.has("usr-is-merged")) {
      wanted.add(Wanted.parse("usr-is-merged", place));
    }
    wanted.addAll(definition.packages());
    return wanted;
  }

  private Archive archive() {
    return new Archive(store.root().resolve("archive"), progress);
  }

  private static String architecture(BaseDefinition definition, Platform platform) {
    return DebianArchitecture.of(definition.archive().architecture(), platform);
  }
}
