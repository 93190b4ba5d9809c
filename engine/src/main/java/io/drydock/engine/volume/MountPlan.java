package io.drydock.engine.volume;

import io.drydock.container.Mount;
import io.drydock.container.VolumeSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.volume.MountPoint.Details;
import io.drydock.engine.volume.MountPoint.ReadOnlyReach;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.PathResolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The settling of one new container's mounts, in Docker's order: what it shares with others, then
 * {@code --volume}, then {@code --mount}, then the image's volumes where nothing is yet.
 */
final class MountPlan {
  /** The mode that Docker shows for volumes without options. */
  private static final String DEFAULT_VOLUME_MODE = "z";

  private final Volumes volumes;
  private final ImageFiles images;
  private final MountRequest request;
  private final SequencedMap<String, MountPoint> points = new LinkedHashMap<>();

  /** Destinations that were asked for, each once. */
  private final Set<String> taken = new HashSet<>();

  private final Set<String> referred = new HashSet<>();
  private final List<String> newVolumes = new ArrayList<>();
  private final List<String> views = new ArrayList<>();

  MountPlan(Volumes volumes, ImageFiles images, MountRequest request) {
    this.volumes = volumes;
    this.images = images;
    this.request = request;
  }

  List<MountPoint> make() {
    try {
      request.storage().volumesFrom().forEach(this::share);
      request.storage().tmpfs().forEach(this::checkTmpfs);
      request.storage().binds().forEach(this::bind);
      request.storage().mounts().forEach(this::mount);
      request.volumes().forEach(this::imageVolume);
      points.values().forEach(this::fill);
      return List.copyOf(points.values());
    } catch (RuntimeException e) {
      undo();
      throw e;
    }
  }

  private void share(String words) {
    int colon = words.indexOf(':');
    String container = colon < 0 ? words : words.substring(0, colon);
    String text = colon < 0 ? "" : words.substring(colon + 1);
    if (container.isEmpty()) {
      throw MountErrors.invalid("volumes-from specification cannot be an empty string");
    }
    MountMode mode =
        MountMode.parse(text)
            .filter(each -> each.propagation().isEmpty() && !each.isNoCopy())
            .orElseThrow(() -> MountErrors.mode(text));
    for (MountPoint each : request.others().apply(container)) {
      MountPoint shared = each.shared(mode.isReadOnly(), text);
      if (shared.type() == MountType.VOLUME) {
        refer(shared.name());
      }
      if (shared.type() == MountType.IMAGE) {
        createView(shared);
      }
      put(shared);
    }
  }

  private void refer(String volume) {
    if (!volumes.refer(volume, request.containerId())) {
      volumes.get(volume); // tells that there is none
    }
    referred.add(volume);
  }

  private void checkTmpfs(String path, String options) {
    String clean = MountPaths.clean(path);
    if (!MountPaths.isAbsolute(path) || clean.equals("/")) {
      throw MountErrors.invalid("invalid tmpfs mount path: " + path);
    }
    TmpfsOptions.of(options);
    if (!taken.add(clean)) {
      throw MountErrors.duplicate(clean);
    }
  }

  private void bind(String raw) {
    MountPoint point = MountReader.bind(raw, request.storage().volumeDriver());
    take(point);
    if (point.type() == MountType.VOLUME) {
      point = volume(point, new LinkedHashMap<>(), new LinkedHashMap<>());
    }
    put(point);
  }

  private void mount(Mount mount) {
    MountPoint point = MountReader.mount(mount);
    take(point);
    if (point.type() == MountType.VOLUME) {
      point =
          volume(
              point,
              mount
                  .volume()
                  .flatMap(Mount.VolumeOptions::driver)
                  .map(Mount.Driver::options)
                  .orElseGet(LinkedHashMap::new),
              mount.volume().map(Mount.VolumeOptions::labels).orElseGet(LinkedHashMap::new));
    }
    if (point.type() == MountType.IMAGE) {
      createView(point);
    }
    put(point);
  }

  private void imageVolume(String path) {
    String destination = MountPaths.clean(path);
    if (points.containsKey(destination) || taken.contains(destination)) {
      return;
    }
    Optional<Entry> there =
        request.image().find(new PathResolver(request.image()).resolve(destination));
    if (there.isPresent() && !there.get().isDirectory()) {
      throw MountErrors.invalid(
          "cannot mount volume over existing file, file exists " + destination);
    }
    var anonymous =
        new Details(true, false, true, ReadOnlyReach.RECURSIVE_IF_POSSIBLE, true, "", List.of());
    var point =
        new MountPoint(
            MountType.VOLUME,
            "",
            request.storage().volumeDriver(),
            "",
            destination,
            "",
            true,
            "",
            anonymous);
    Volume made = acquire(point, new LinkedHashMap<>(), new LinkedHashMap<>());
    put(point.of(made, ""));
  }

  private MountPoint volume(
      MountPoint point, SequencedMap<String, String> options, SequencedMap<String, String> labels) {
    Volume volume = acquire(point, options, labels);
    return point.of(volume, point.mode().isEmpty() ? DEFAULT_VOLUME_MODE : point.mode());
  }

  private Volume acquire(
      MountPoint point, SequencedMap<String, String> options, SequencedMap<String, String> labels) {
    var spec = new VolumeSpec(point.name(), point.driver(), options, labels);
    Volumes.Acquired acquired = volumes.acquire(spec, request.containerId());
    referred.add(acquired.volume().name());
    if (acquired.isNew()) {
      newVolumes.add(acquired.volume().name());
    } else if (!point.driver().isEmpty() && !point.driver().equals(acquired.volume().driver())) {
      throw new DrydockException(
          ErrorKind.CONFLICT,
          "a volume named " + point.name() + " already exists with the local driver");
    }
    return acquired.volume();
  }

  private void createView(MountPoint point) {
    String key = ContainerMounts.viewKey(request.containerId(), point);
    images.create(key, point.source());
    views.add(key);
  }

  private void take(MountPoint point) {
    if (!taken.add(point.destination())) {
      throw MountErrors.duplicate(point.destination());
    }
  }

  /** What was shared gives way; whether its volume is still needed, the others know. */
  private void put(MountPoint point) {
    MountPoint before = points.put(point.destination(), point);
    if (before != null && before.type() == MountType.VOLUME && !isMounted(before.name())) {
      volumes.release(before.name(), request.containerId());
    }
  }

  private boolean isMounted(String volume) {
    return points.values().stream()
        .anyMatch(each -> each.type() == MountType.VOLUME && each.name().equals(volume));
  }

  private void fill(MountPoint point) {
    if (point.type() != MountType.VOLUME || !point.details().copyUp()) {
      return;
    }
    Volume volume = volumes.get(point.name());
    LocalOptions options = LocalOptions.of(volume.options());
    if (options.isMemory()) {
      return; // empty again whenever it is mounted
    }
    if (!options.isMount()) {
      CopyUp.fill(volumes, volume, false, request.image(), point.destination());
      return;
    }
    String meanwhile = "fill-" + request.containerId();
    volumes.activate(volume.name(), meanwhile);
    try {
      CopyUp.fill(volumes, volume, true, request.image(), point.destination());
    } finally {
      volumes.deactivate(volume.name(), meanwhile);
    }
  }

  private void undo() {
    referred.forEach(each -> volumes.release(each, request.containerId()));
    views.forEach(images::remove);
    for (String each : newVolumes) {
      try {
        volumes.remove(each, true);
      } catch (DrydockException e) {
        // Somebody else has taken it meanwhile.
      }
    }
  }
}
