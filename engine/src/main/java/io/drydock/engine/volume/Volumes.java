package io.drydock.engine.volume;

import io.drydock.container.VolumeSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.DurableFile;
import io.drydock.core.ErrorKind;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All volumes of an engine: a directory for each, with {@code volume.json} and the files in {@code
 * _data}. Safe for many threads; one process has the directory at a time.
 *
 * <p>Who has a volume is not written down here: containers know, and say so again in {@link
 * ContainerMounts#recover}.
 */
public final class Volumes {
  /** Directories of volumes that come or go; nothing else begins so. */
  private static final String UNFINISHED = ".";

  private static final Set<PosixFilePermission> OPEN_TO_ALL =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private static final Set<PosixFilePermission> PASSABLE =
      PosixFilePermissions.fromString("rwx--x--x");

  private final Path directory;
  private final VolumeListener listener;
  private final Map<String, Volume> volumes = new TreeMap<>();

  /** Containers that have a volume, by its name. */
  private final Map<String, Set<String>> users = new HashMap<>();

  /** Running containers that have a volume, by its name. */
  private final Map<String, Set<String>> active = new HashMap<>();

  private int serial;

  private Volumes(Path directory, VolumeListener listener) {
    this.directory = directory;
    this.listener = listener;
  }

  /**
   * The volumes below a directory, which is made where it does not exist. What was half made or
   * half removed is cleared away.
   *
   * @throws DrydockException when the directory cannot be used
   */
  public static Volumes open(Path directory, VolumeListener listener) {
    var volumes = new Volumes(directory.toAbsolutePath(), listener);
    try {
      Files.createDirectories(directory);
      volumes.load();
    } catch (IOException e) {
      throw failure("open the volumes", directory, e);
    }
    return volumes;
  }

  /**
   * Makes a volume, or returns the one of that name as it is.
   *
   * @throws DrydockException of kind INVALID for a bad name or option, NOT_FOUND for an unknown
   *     driver
   */
  public Volume create(VolumeSpec spec) {
    return create(spec, Optional.empty()).volume();
  }

  /** A volume, and whether it is new. */
  record Acquired(Volume volume, boolean isNew) {}

  /** As {@link #create}, and a container has the volume from then on. */
  Acquired acquire(VolumeSpec spec, String containerId) {
    return create(spec, Optional.of(containerId));
  }

  private Acquired create(VolumeSpec spec, Optional<String> containerId) {
    checkDriver(spec.driver());
    String name = spec.name().isEmpty() ? VolumeNames.random() : spec.name();
    Acquired acquired;
    synchronized (this) {
      Volume present = volumes.get(name);
      acquired = new Acquired(present == null ? make(name, spec) : present, present == null);
      containerId.ifPresent(each -> refer(name, each));
    }
    if (acquired.isNew()) {
      listener.created(acquired.volume());
    }
    return acquired;
  }

  private Volume make(String name, VolumeSpec spec) {
    VolumeNames.check(name);
    LocalOptions.check(name, spec.driverOptions());
    var labels = new LinkedHashMap<>(spec.labels());
    if (spec.name().isEmpty()) {
      labels.put(Volume.ANONYMOUS_LABEL, "");
    }
    Path place = directory.resolve(name);
    Path data = place.resolve(VolumeFile.DATA);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var volume = new Volume(name, Volume.LOCAL, spec.driverOptions(), labels, now, data);
    Path fresh = unfinished("new");
    try {
      Files.createDirectory(fresh);
      Files.setPosixFilePermissions(fresh, PASSABLE);
      Path freshData = Files.createDirectory(fresh.resolve(VolumeFile.DATA));
      Files.setPosixFilePermissions(freshData, OPEN_TO_ALL);
      VolumeFile.write(fresh, volume);
      DurableFile.syncDirectory(fresh);
      DurableFile.move(fresh, place);
    } catch (IOException e) {
      RootDirectory.deleteTree(fresh);
      throw failure("create volume " + name, place, e);
    }
    volumes.put(name, volume);
    return volume;
  }

  /**
   * The volume of that name.
   *
   * @throws DrydockException of kind NOT_FOUND, in Docker's words
   */
  public Volume get(String name) {
    return find(name)
        .orElseThrow(
            () -> new DrydockException(ErrorKind.NOT_FOUND, "get " + name + ": no such volume"));
  }

  public synchronized Optional<Volume> find(String name) {
    return Optional.ofNullable(volumes.get(name));
  }

  /** Those that the filter lets through, by name. */
  public synchronized List<Volume> list(VolumeFilter filter) {
    return volumes.values().stream()
        .filter(each -> filter.accepts(each, !users(each.name()).isEmpty()))
        .toList();
  }

  /**
   * Removes a volume and its files.
   *
   * @param force whether a volume that does not exist is fine
   * @throws DrydockException of kind CONFLICT while a container has it
   */
  public void remove(String name, boolean force) {
    if (!force || find(name).isPresent()) {
      listener.removed(delete(name));
    }
  }

  private Volume delete(String name) {
    Volume volume;
    Path gone;
    synchronized (this) {
      volume = get(name);
      if (!users(name).isEmpty()) {
        throw new DrydockException(
            ErrorKind.CONFLICT,
            "remove " + name + ": volume is in use - [" + String.join(", ", users(name)) + "]",
            null,
            "remove the containers that have it first",
            null);
      }
      gone = takeAway(name);
    }
    RootDirectory.deleteTree(gone);
    return volume;
  }

  /** Nobody sees the volume any more; its files can be deleted at leisure. */
  private Path takeAway(String name) {
    Path place = directory.resolve(name);
    Path gone = unfinished("gone");
    detach(name);
    try {
      DurableFile.move(place, gone);
    } catch (IOException e) {
      throw failure("remove volume " + name, place, e);
    }
    volumes.remove(name);
    return gone;
  }

  /**
   * Removes the volumes that no container has.
   *
   * @param all whether those with a name go too, not only anonymous ones
   */
  public VolumePruneReport prune(VolumeFilter filter, boolean all) {
    var removed = new ArrayList<String>();
    long bytes = 0;
    for (Volume volume : list(filter)) {
      if ((all || volume.isAnonymous()) && users(volume.name()).isEmpty()) {
        long size = size(volume);
        try {
          delete(volume.name());
          removed.add(volume.name());
          bytes += size;
        } catch (DrydockException e) {
          if (e.kind() != ErrorKind.CONFLICT && e.kind() != ErrorKind.NOT_FOUND) {
            throw e;
          }
          // Somebody took it or removed it meanwhile.
        }
      }
    }
    return new VolumePruneReport(removed, bytes);
  }

  /** Counts a volume's files. */
  public VolumeUsage usage(String name) {
    return new VolumeUsage(size(get(name)), users(name).size());
  }

  private static long size(Volume volume) {
    return DiskUse.of(volume.mountpoint());
  }

  /** The containers that have a volume. */
  public synchronized Set<String> users(String name) {
    return new TreeSet<>(users.getOrDefault(name, Set.of()));
  }

  /** Notes that a container has the volume, if there is one. */
  synchronized boolean refer(String name, String containerId) {
    if (!volumes.containsKey(name)) {
      return false;
    }
    users.computeIfAbsent(name, _ -> new TreeSet<>()).add(containerId);
    return true;
  }

  /** Forgets that a container has the volume. */
  synchronized void release(String name, String containerId) {
    remove(users, name, containerId);
  }

  /**
   * Mounts what the volume's options say, unless it is mounted, and returns where its files are. It
   * stays mounted until all containers that asked for it have let go.
   */
  synchronized Path activate(String name, String containerId) {
    Volume volume = get(name);
    LocalOptions options = LocalOptions.of(volume.options());
    String target = volume.mountpoint().toString();
    if (options.isMount() && !Mounts.isMountPoint(target)) {
      options.mount(target);
    }
    active.computeIfAbsent(name, _ -> new TreeSet<>()).add(containerId);
    return volume.mountpoint();
  }

  /** Lets go of what {@link #activate} mounted, if the container had it. */
  void deactivate(String name, String containerId) {
    Volume volume;
    synchronized (this) {
      volume = volumes.get(name);
      boolean had = active.getOrDefault(name, Set.of()).contains(containerId);
      if (remove(active, name, containerId)) {
        detach(name);
      }
      if (volume == null || !had) {
        return;
      }
    }
    listener.unmounted(volume, containerId);
  }

  VolumeListener listener() {
    return listener;
  }

  /**
   * Gives a volume new files if it has none, in one moment.
   *
   * @return false when a running container has the volume, whose mount would keep the old directory
   */
  synchronized boolean replaceEmpty(String name, Path files) throws IOException {
    if (active.containsKey(name)) {
      return false;
    }
    try {
      DurableFile.move(files, get(name).mountpoint());
    } catch (FileSystemException e) {
      if (isEmpty(get(name).mountpoint())) {
        throw e;
      }
      // Somebody else has filled it meanwhile.
    }
    return true;
  }

  static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      return !files.iterator().hasNext();
    }
  }

  /** Unmounts what no running container has. */
  synchronized void settle() {
    volumes.keySet().stream().filter(each -> !active.containsKey(each)).forEach(this::detach);
  }

  /** A path in the volumes' directory that nothing has, for something that gets a name later. */
  synchronized Path unfinished(String purpose) {
    return directory.resolve(UNFINISHED + purpose + "-" + System.nanoTime() + "-" + ++serial);
  }

  private void detach(String name) {
    Volume volume = volumes.get(name);
    if (volume != null && LocalOptions.of(volume.options()).isMount()) {
      String target = volume.mountpoint().toString();
      while (Mounts.isMountPoint(target) && Mounts.detach(target)) {
        // What is mounted over it goes first.
      }
    }
  }

  /** Whether the last one went. */
  private static boolean remove(Map<String, Set<String>> map, String name, String containerId) {
    Set<String> all = map.get(name);
    if (all == null || !all.remove(containerId) || !all.isEmpty()) {
      return false;
    }
    map.remove(name);
    return true;
  }

  private void load() throws IOException {
    var unfinished = new ArrayList<Path>();
    try (DirectoryStream<Path> places = Files.newDirectoryStream(directory)) {
      for (Path place : places) {
        if (place.getFileName().toString().startsWith(UNFINISHED)) {
          unfinished.add(place);
        } else if (Files.isDirectory(place)) {
          Volume volume = VolumeFile.read(place);
          volumes.put(volume.name(), volume);
        }
      }
    }
    unfinished.forEach(RootDirectory::deleteTree);
  }

  private static void checkDriver(String driver) {
    if (!driver.isEmpty() && !driver.equals(Volume.LOCAL)) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "error looking up volume plugin " + driver + ": plugin \"" + driver + "\" not found",
          null,
          "the only volume driver here is local",
          null);
    }
  }

  static DrydockException failure(String action, Path where, IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    boolean full = reason.contains("No space left") || reason.contains("quota exceeded");
    return new DrydockException(
        full ? ErrorKind.EXHAUSTED : ErrorKind.INTERNAL,
        "cannot " + action + " (" + where + "): " + reason,
        cause);
  }
}
