package io.drydock.engine.runtime;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.volume.ResolvedMount;
import io.drydock.linux.KernelVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A mount of a bundle (runtime specification, config.md, "Mounts").
 *
 * @param type of the file system, {@code bind} for a part of the host's
 * @param source a path of the host for {@code bind}
 * @param destination absolute path in the container
 * @param options as {@code rbind}, {@code ro}, {@code rprivate}, {@code size=64m}
 */
public record BundleMount(String type, String source, String destination, List<String> options) {
  private static final List<String> TMPFS_DEFAULTS =
      List.of("noexec", "nosuid", "nodev", "rprivate");

  /** Pairs of words of which the later one wins. */
  private static final List<List<String>> OPPOSITES =
      List.of(
          List.of("exec", "noexec"),
          List.of("suid", "nosuid"),
          List.of("dev", "nodev"),
          List.of("rw", "ro"),
          List.of("sync", "async"),
          List.of("atime", "noatime"),
          List.of("diratime", "nodiratime"),
          List.of("relatime", "norelatime"),
          List.of("strictatime", "nostrictatime"),
          List.of(
              "private",
              "rprivate",
              "shared",
              "rshared",
              "slave",
              "rslave",
              "unbindable",
              "runbindable"));

  public BundleMount {
    options = List.copyOf(options);
  }

  /** A file or directory of the host, with all that is mounted below it. */
  public static BundleMount bind(Path source, String destination, boolean readOnly) {
    return new BundleMount(
        "bind",
        source.toString(),
        destination,
        readOnly ? List.of("rbind", "ro", "rprivate") : List.of("rbind", "rprivate"));
  }

  /**
   * A new tmpfs.
   *
   * @param options change Docker's defaults {@code noexec,nosuid,nodev}; of two that contradict
   *     each other the later one counts
   */
  public static BundleMount tmpfs(String destination, List<String> options) {
    var words = new ArrayList<>(TMPFS_DEFAULTS);
    options.stream().filter(each -> !each.isEmpty()).forEach(words::add);
    return new BundleMount("tmpfs", "tmpfs", destination, merged(words));
  }

  /**
   * A mount of the plan.
   *
   * @throws DrydockException of kind UNSUPPORTED when it has to be read-only with all below it and
   *     the kernel cannot do that
   */
  public static BundleMount of(ResolvedMount planned) {
    var words = new ArrayList<>(planned.options());
    boolean recursive = KernelVersion.current().isAtLeast(5, 12);
    switch (planned.access()) {
      case READ_WRITE -> {}
      case READ_ONLY -> words.add("ro");
      case READ_ONLY_RECURSIVE_IF_POSSIBLE -> words.add(recursive ? "rro" : "ro");
      case READ_ONLY_RECURSIVE -> {
        if (!recursive) {
          throw new DrydockException(
              ErrorKind.UNSUPPORTED,
              "cannot mount " + planned.destination() + " recursively read-only before Linux 5.12");
        }
        words.add("rro");
      }
    }
    return new BundleMount(planned.fileSystem(), planned.source(), planned.destination(), words);
  }

  private static List<String> merged(List<String> words) {
    var seen = new LinkedHashSet<Object>();
    var kept = new LinkedHashMap<Object, String>();
    for (String word : words) {
      Object subject = subject(word);
      seen.add(subject);
      kept.put(subject, word);
    }
    return seen.stream().map(kept::get).filter(each -> !each.equals("defaults")).toList();
  }

  /** What a word is about: its name, or the group of words that exclude each other. */
  private static Object subject(String word) {
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    for (List<String> group : OPPOSITES) {
      if (group.contains(name)) {
        return Set.copyOf(group);
      }
    }
    return name;
  }
}
