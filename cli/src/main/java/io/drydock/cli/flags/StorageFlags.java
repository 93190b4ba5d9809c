package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import io.drydock.container.Mount;
import io.drydock.container.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** Volumes, mounts and what else makes up a container's file systems. */
final class StorageFlags {
  private final SequencedSet<String> anonymous = new LinkedHashSet<>();
  private final SequencedSet<String> binds = new LinkedHashSet<>();

  /**
   * @param volumes of {@code --volume}
   * @param directory from which a source that begins with a dot starts
   */
  StorageFlags(List<String> volumes, Path directory) {
    for (String each : volumes) {
      if (each.isEmpty()) {
        throw invalid("invalid empty volume spec");
      }
      int colon = each.indexOf(':');
      String source = colon < 0 ? "" : each.substring(0, colon);
      if (source.isEmpty() || colon == each.length() - 1) {
        anonymous.add(each);
      } else if (source.startsWith(".")) {
        binds.add(directory.resolve(source).normalize() + each.substring(colon));
      } else {
        binds.add(each);
      }
    }
  }

  /** Paths that get an anonymous volume. */
  SequencedSet<String> anonymous() {
    return anonymous;
  }

  Storage storage(FlagValues flags, List<Mount> mounts) {
    SequencedMap<String, String> tmpfs = new LinkedHashMap<>();
    for (String each : flags.arguments().all("tmpfs")) {
      int colon = each.indexOf(':');
      tmpfs.put(
          colon < 0 ? each : each.substring(0, colon), colon < 0 ? "" : each.substring(colon + 1));
    }
    return new Storage(
        new ArrayList<>(binds),
        mounts,
        tmpfs,
        flags.arguments().all("volumes-from"),
        flags.text("volume-driver"),
        flags.on("read-only"),
        options(flags));
  }

  private static SequencedMap<String, String> options(FlagValues flags) {
    List<String> pairs = flags.arguments().all("storage-opt");
    if (pairs.stream().anyMatch(each -> !each.contains("="))) {
      throw invalid("invalid storage option");
    }
    return Pairs.map(pairs);
  }
}
