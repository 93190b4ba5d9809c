package io.drydock.engine.volume;

import io.drydock.container.Mount;
import io.drydock.core.DrydockException;
import io.drydock.engine.volume.MountPoint.Details;
import io.drydock.engine.volume.MountPoint.ReadOnlyReach;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads what users ask to have mounted: {@code --volume} and {@code --mount}. */
final class MountReader {
  private static final String DEFAULT_PROPAGATION = "rprivate";

  private MountReader() {}

  /**
   * The mount that {@code SOURCE:TARGET[:OPTIONS]} asks for.
   *
   * @param volumeDriver of a volume that has to be made; empty for the default
   */
  static MountPoint bind(String raw, String volumeDriver) {
    String[] parts = raw.split(":", 4);
    if (parts[0].isEmpty() || parts.length > 3) {
      throw MountErrors.specification(raw);
    }
    if (parts.length == 2 && MountMode.parse(parts[1]).isPresent()) {
      throw MountErrors.specification(raw);
    }
    String text = parts.length == 3 ? parts[2] : "";
    MountMode mode = MountMode.parse(text).orElseThrow(() -> MountErrors.mode(text));
    String source = parts.length == 1 ? "" : parts[0];
    String target = parts.length == 1 ? parts[0] : parts[1];
    try {
      return bind(source, target, text, mode, volumeDriver);
    } catch (DrydockException e) {
      throw MountErrors.invalid("invalid volume specification: '" + raw + "': " + e.getMessage());
    }
  }

  private static MountPoint bind(
      String source, String target, String text, MountMode mode, String volumeDriver) {
    boolean bind = MountPaths.isAbsolute(source);
    checkTarget(bind ? "bind" : "volume", target);
    if (!bind && !mode.propagation().isEmpty()) {
      throw MountErrors.extra("volume", "BindOptions");
    }
    if (bind && mode.isNoCopy()) {
      throw MountErrors.extra("bind", "VolumeOptions");
    }
    var details =
        new Details(
            source.isEmpty(),
            bind,
            true,
            ReadOnlyReach.RECURSIVE_IF_POSSIBLE,
            !bind && !mode.isNoCopy(),
            "",
            List.of());
    return new MountPoint(
        bind ? MountType.BIND : MountType.VOLUME,
        bind ? "" : source,
        bind ? "" : volumeDriver,
        bind ? MountPaths.clean(source) : "",
        MountPaths.clean(target),
        text,
        !mode.isReadOnly(),
        bind ? propagation(mode.propagation()) : "",
        details);
  }

  /** The mount that {@code --mount} asks for; what is bound has to exist, unless it may be made. */
  static MountPoint mount(Mount mount) {
    checkTarget(mount.type(), mount.target());
    return switch (mount.type()) {
      case "bind" -> bindMount(mount);
      case "volume" -> volumeMount(mount);
      case "tmpfs" -> tmpfsMount(mount);
      case "image" -> imageMount(mount);
      case "npipe" ->
          throw MountErrors.config("npipe", "named pipes are mounted in Windows containers only");
      case "cluster" ->
          throw MountErrors.config("cluster", "cluster volumes need Swarm, which is not here");
      default -> throw MountErrors.config(mount.type(), "mount type unknown");
    };
  }

  private static void checkTarget(String type, String target) {
    if (target.isEmpty()) {
      throw MountErrors.missing(type, "Target");
    }
    if (MountPaths.clean(target).equals("/")) {
      throw MountErrors.config(type, "invalid specification: destination can't be '/'");
    }
    checkAbsolute(type, target);
  }

  private static void checkAbsolute(String type, String path) {
    if (!MountPaths.isAbsolute(path)) {
      throw MountErrors.config(
          type, "invalid mount path: '" + path + "' mount path must be absolute");
    }
  }

  private static MountPoint bindMount(Mount mount) {
    if (mount.source().isEmpty()) {
      throw MountErrors.missing("bind", "Source");
    }
    forbid("bind", "VolumeOptions", mount.volume());
    forbid("bind", "TmpfsOptions", mount.tmpfs());
    forbid("bind", "ImageOptions", mount.image());
    checkAbsolute("bind", mount.source());
    Mount.BindOptions options =
        mount.bind().orElseGet(() -> new Mount.BindOptions("", false, false, false, false));
    if (!options.propagation().isEmpty() && !MountMode.isPropagation(options.propagation())) {
      throw MountErrors.config("bind", "invalid propagation mode: " + options.propagation());
    }
    if (!options.createMountpoint() && !Files.exists(Path.of(mount.source()))) {
      throw MountErrors.noSource(mount.source());
    }
    var details =
        new Details(
            false,
            options.createMountpoint(),
            !options.nonRecursive(),
            reach(mount, options),
            false,
            "",
            List.of());
    return new MountPoint(
        MountType.BIND,
        "",
        "",
        MountPaths.clean(mount.source()),
        MountPaths.clean(mount.target()),
        "",
        !mount.readOnly(),
        propagation(options.propagation()),
        details);
  }

  private static ReadOnlyReach reach(Mount mount, Mount.BindOptions options) {
    if (options.readOnlyNonRecursive() && options.readOnlyForceRecursive()) {
      throw MountErrors.config(
          "bind", "mount options conflict: ReadOnlyNonRecursive && ReadOnlyForceRecursive");
    }
    if (options.readOnlyForceRecursive() && mount.readOnly() && !isPrivate(options)) {
      throw MountErrors.config(
          "bind", "option 'bind-recursive=readonly' requires 'bind-propagation=rprivate'");
    }
    if (options.readOnlyForceRecursive()) {
      return ReadOnlyReach.RECURSIVE;
    }
    return options.readOnlyNonRecursive() || options.nonRecursive()
        ? ReadOnlyReach.TOP_ONLY
        : ReadOnlyReach.RECURSIVE_IF_POSSIBLE;
  }

  private static boolean isPrivate(Mount.BindOptions options) {
    return options.propagation().isEmpty() || options.propagation().equals("rprivate");
  }

  private static MountPoint volumeMount(Mount mount) {
    forbid("volume", "BindOptions", mount.bind());
    forbid("volume", "TmpfsOptions", mount.tmpfs());
    forbid("volume", "ImageOptions", mount.image());
    Mount.VolumeOptions options =
        mount
            .volume()
            .orElseGet(
                () -> new Mount.VolumeOptions(false, new LinkedHashMap<>(), Optional.empty(), ""));
    if (mount.source().isEmpty() && !options.subpath().isEmpty()) {
      throw MountErrors.config("volume", "must not set Subpath when using anonymous volumes");
    }
    if (mount.source().isEmpty() && mount.readOnly()) {
      throw MountErrors.config("volume", "must not set ReadOnly mode when using anonymous volumes");
    }
    checkSubpath("volume", options.subpath());
    var details =
        new Details(
            mount.source().isEmpty(),
            false,
            true,
            ReadOnlyReach.RECURSIVE_IF_POSSIBLE,
            !options.noCopy(),
            options.subpath(),
            List.of());
    return new MountPoint(
        MountType.VOLUME,
        mount.source(),
        options.driver().map(Mount.Driver::name).orElse(""),
        "",
        MountPaths.clean(mount.target()),
        "",
        !mount.readOnly(),
        "",
        details);
  }

  private static MountPoint tmpfsMount(Mount mount) {
    forbid("tmpfs", "BindOptions", mount.bind());
    forbid("tmpfs", "VolumeOptions", mount.volume());
    forbid("tmpfs", "ImageOptions", mount.image());
    if (!mount.source().isEmpty()) {
      throw MountErrors.extra("tmpfs", "Source");
    }
    List<String> options = TmpfsOptions.of(mount);
    TmpfsOptions.withDefaults(options);
    return new MountPoint(
        MountType.TMPFS,
        "",
        "",
        "",
        MountPaths.clean(mount.target()),
        "",
        !mount.readOnly(),
        "",
        new Details(false, false, true, ReadOnlyReach.TOP_ONLY, false, "", options));
  }

  private static MountPoint imageMount(Mount mount) {
    forbid("image", "BindOptions", mount.bind());
    forbid("image", "VolumeOptions", mount.volume());
    forbid("image", "TmpfsOptions", mount.tmpfs());
    if (mount.source().isEmpty()) {
      throw MountErrors.missing("image", "Source");
    }
    String subpath = mount.image().map(Mount.ImageOptions::subpath).orElse("");
    checkSubpath("image", subpath);
    return new MountPoint(
        MountType.IMAGE,
        "",
        "",
        mount.source(),
        MountPaths.clean(mount.target()),
        "",
        !mount.readOnly(),
        "",
        new Details(false, false, true, ReadOnlyReach.TOP_ONLY, false, subpath, List.of()));
  }

  private static void checkSubpath(String type, String subpath) {
    if (!subpath.isEmpty() && !MountPaths.isLocal(subpath)) {
      throw MountErrors.config(type, "subpath must be a relative path within the volume");
    }
  }

  private static void forbid(String type, String field, Optional<?> options) {
    if (options.isPresent()) {
      throw MountErrors.extra(type, field);
    }
  }

  private static String propagation(String asked) {
    return asked.isEmpty() ? DEFAULT_PROPAGATION : asked;
  }
}
