package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import io.drydock.bake.value.CsvText;
import io.drydock.container.Mount;
import io.drydock.container.Mount.BindOptions;
import io.drydock.container.Mount.Driver;
import io.drydock.container.Mount.ImageOptions;
import io.drydock.container.Mount.TmpfsOptions;
import io.drydock.container.Mount.VolumeOptions;
import io.drydock.core.DrydockException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** One value of {@code --mount}. */
final class MountFlag {
  private static final List<String> KINDS = List.of("bind", "volume", "tmpfs", "image");

  private final Path directory;
  private final Set<String> groups = new HashSet<>();
  private String type = "volume";
  private String source = "";
  private String target = "";
  private boolean readOnly;
  private String consistency = "";

  private String propagation = "";
  private boolean nonRecursive;
  private boolean readOnlyNonRecursive;
  private boolean readOnlyForceRecursive;

  private boolean noCopy;
  private String driver = "";
  private String subpath = "";
  private final SequencedMap<String, String> labels = new LinkedHashMap<>();
  private final SequencedMap<String, String> driverOptions = new LinkedHashMap<>();

  private long sizeBytes;
  private int mode;
  private String imageSubpath = "";

  private MountFlag(Path directory) {
    this.directory = directory;
  }

  /**
   * The mount.
   *
   * @param directory from which a relative source of a bind mount starts
   */
  static Mount parse(String text, Path directory) {
    var flag = new MountFlag(directory);
    for (String field : CsvText.fields(text)) {
      flag.field(field);
    }
    return flag.mount();
  }

  private void field(String field) {
    int equals = field.indexOf('=');
    String key = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
    if (equals < 0
        && !List.of("readonly", "ro", "volume-nocopy", "bind-nonrecursive").contains(key)) {
      throw invalid("invalid field '" + field + "' must be a key=value pair");
    }
    String value = equals < 0 ? "true" : field.substring(equals + 1);
    KINDS.stream().filter(each -> key.startsWith(each + "-")).forEach(groups::add);
    switch (key) {
      case "type" -> type = value.toLowerCase(Locale.ROOT);
      case "source", "src" -> source = source(value);
      case "target", "dst", "destination" -> target = value;
      case "readonly", "ro" -> readOnly = truth(key, value);
      case "consistency" -> consistency = value.toLowerCase(Locale.ROOT);
      default -> option(key, value, field);
    }
  }

  private void option(String key, String value, String field) {
    switch (key) {
      case "bind-propagation" -> propagation = value.toLowerCase(Locale.ROOT);
      case "bind-nonrecursive" -> nonRecursive = truth(key, value);
      case "bind-recursive" -> recursive(value);
      case "volume-subpath" -> subpath = value;
      case "volume-nocopy" -> noCopy = truth(key, value);
      case "volume-label" -> labels.putAll(Pairs.map(List.of(value)));
      case "volume-driver" -> driver = value;
      case "volume-opt" -> driverOptions.putAll(Pairs.map(List.of(value)));
      case "image-subpath" -> imageSubpath = value;
      case "tmpfs-size" -> sizeBytes = size(value);
      case "tmpfs-mode" -> mode = mode(value);
      default -> throw invalid("unexpected key '" + key + "' in '" + field + "'");
    }
  }

  /** Like docker's command line, a source is relative to the working directory only with a dot. */
  private String source(String value) {
    boolean relative =
        value.equals(".")
            || value.startsWith("./")
            || value.equals("..")
            || value.startsWith("../");
    return relative ? directory.resolve(value).normalize().toString() : value;
  }

  private void recursive(String value) {
    switch (value) {
      case "enabled" -> {
        // the default
      }
      case "disabled" -> nonRecursive = true;
      case "writable" -> readOnlyNonRecursive = true;
      case "readonly" -> readOnlyForceRecursive = true;
      default ->
          throw invalid(
              "invalid value for bind-recursive: "
                  + value
                  + " (must be \"enabled\", \"disabled\", \"writable\", or \"readonly\")");
    }
  }

  private static boolean truth(String key, String value) {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> throw invalid("invalid value for " + key + ": " + value);
    };
  }

  private static long size(String value) {
    try {
      return Quantities.bytes(value);
    } catch (DrydockException e) {
      throw new DrydockException(e.kind(), "invalid value for tmpfs-size: " + value, e);
    }
  }

  private static int mode(String value) {
    try {
      return Integer.parseInt(value, 8);
    } catch (NumberFormatException e) {
      throw new DrydockException(
          io.drydock.core.ErrorKind.INVALID, "invalid value for tmpfs-mode: " + value, e);
    }
  }

  private Mount mount() {
    check();
    return new Mount(
        type,
        source,
        target,
        readOnly,
        consistency,
        groups.contains("bind")
            ? Optional.of(
                new BindOptions(
                    propagation, nonRecursive, false, readOnlyNonRecursive, readOnlyForceRecursive))
            : Optional.empty(),
        groups.contains("volume") ? Optional.of(volume()) : Optional.empty(),
        groups.contains("tmpfs")
            ? Optional.of(new TmpfsOptions(sizeBytes, mode, List.of()))
            : Optional.empty(),
        groups.contains("image") ? Optional.of(new ImageOptions(imageSubpath)) : Optional.empty());
  }

  private VolumeOptions volume() {
    Optional<Driver> given =
        driver.isEmpty() && driverOptions.isEmpty()
            ? Optional.empty()
            : Optional.of(new Driver(driver, driverOptions));
    return new VolumeOptions(noCopy, labels, given, subpath);
  }

  private void check() {
    if (type.isEmpty()) {
      throw invalid("type is required");
    }
    if (target.isEmpty()) {
      throw invalid("target is required");
    }
    for (String kind : List.of("volume", "bind", "tmpfs", "image")) {
      if (groups.contains(kind) && !type.equals(kind)) {
        throw invalid("cannot mix '" + kind + "-*' options with mount type '" + type + "'");
      }
    }
    if (readOnlyNonRecursive && !readOnly) {
      throw requires("writable", "readonly");
    }
    if (readOnlyForceRecursive && !readOnly) {
      throw requires("readonly", "readonly");
    }
    if (readOnlyForceRecursive && !propagation.equals("rprivate")) {
      throw requires("readonly", "bind-propagation=rprivate");
    }
  }

  private static DrydockException requires(String recursive, String what) {
    return invalid(
        "option 'bind-recursive="
            + recursive
            + "' requires '"
            + what
            + "' to be specified in conjunction");
  }
}
