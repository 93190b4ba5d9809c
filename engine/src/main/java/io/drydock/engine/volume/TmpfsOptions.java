package io.drydock.engine.volume;

import io.drydock.container.Mount;
import io.drydock.core.DrydockException;
import io.drydock.core.Sizes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mount options of memory in a container. */
final class TmpfsOptions {
  private static final List<String> DEFAULTS = List.of("noexec", "nosuid", "nodev");
  private static final Set<String> VALUED =
      Set.of("size", "mode", "uid", "gid", "nr_inodes", "nr_blocks", "mpol", "huge");
  private static final Map<String, String> OPPOSITES = new HashMap<>();

  static {
    List.of("exec", "suid", "dev", "atime", "diratime", "relatime", "strictatime", "mand", "swap")
        .forEach(each -> opposite(each, "no" + each));
    opposite("ro", "rw");
    opposite("sync", "async");
    Set.of("private", "rprivate", "shared", "rshared", "slave", "rslave", "unbindable")
        .forEach(each -> OPPOSITES.put(each, each));
    OPPOSITES.put("runbindable", "runbindable");
    OPPOSITES.put("defaults", "defaults");
    OPPOSITES.put("dirsync", "dirsync");
    OPPOSITES.put("remount", "remount");
  }

  private TmpfsOptions() {}

  private static void opposite(String one, String other) {
    OPPOSITES.put(one, other);
    OPPOSITES.put(other, one);
  }

  /**
   * The options of {@code --tmpfs PATH:OPTIONS} with Docker's defaults before them.
   *
   * @throws DrydockException of kind INVALID for what is no option
   */
  static List<String> of(String text) {
    var all = new ArrayList<String>(DEFAULTS);
    if (!text.isEmpty()) {
      all.addAll(List.of(text.split(",", -1)));
    }
    return merge(all);
  }

  /** The options of {@code --mount type=tmpfs} without the defaults. */
  static List<String> of(Mount mount) {
    var all = new ArrayList<String>();
    if (mount.readOnly()) {
      all.add("ro");
    }
    mount
        .tmpfs()
        .ifPresent(options -> {
          if (options.mode() != 0) {
            all.add("mode=" + Integer.toOctalString(options.mode()));
          }
          if (options.sizeBytes() != 0) {
            all.add("size=" + shortSize(options.sizeBytes()));
          }
          for (List<String> each : options.options()) {
            all.add(word(each));
          }
        });
    return List.copyOf(all);
  }

  /** With Docker's defaults before them; of what contradicts itself the last counts. */
  static List<String> withDefaults(List<String> options) {
    var all = new ArrayList<String>(DEFAULTS);
    all.addAll(options);
    return merge(all);
  }

  private static List<String> merge(List<String> options) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      String key = equals < 0 ? option : option.substring(0, equals);
      check(option, key, equals >= 0);
      kept.remove(OPPOSITES.getOrDefault(key, key));
      kept.remove(key);
      kept.put(key, option);
    }
    return List.copyOf(kept.values());
  }

  private static void check(String option, String key, boolean valued) {
    if (valued ? !VALUED.contains(key) : !OPPOSITES.containsKey(key)) {
      throw MountErrors.invalid("invalid tmpfs option \"" + option + "\"");
    }
    if (key.equals("size") && !option.endsWith("%")) {
      Sizes.parse(option.substring("size=".length()));
    }
  }

  private static String word(List<String> option) {
    String word = option.isEmpty() ? "" : option.getFirst();
    if (option.size() != 1 || !(word.equals("exec") || word.equals("noexec"))) {
      throw MountErrors.config("tmpfs", "invalid option: " + option)
          .withHint("exec and noexec are the options there are");
    }
    return word;
  }

  /** In the largest unit that it is a multiple of. */
  private static String shortSize(long bytes) {
    String units = "kmg";
    for (int i = units.length(); i > 0; i--) {
      long unit = 1L << (10 * i);
      if (bytes % unit == 0) {
        return bytes / unit + units.substring(i - 1, i);
      }
    }
    return Long.toString(bytes);
  }
}
