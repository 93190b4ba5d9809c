package io.drydock.container;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The file systems of a container.
 *
 * @param binds as {@code SOURCE:TARGET[:OPTIONS]}, or {@code NAME:TARGET[:OPTIONS]} for a volume
 * @param tmpfs mount options by path
 * @param volumesFrom as {@code CONTAINER[:ro|rw]}
 * @param volumeDriver of the volumes that {@code binds} names; empty for {@code local}
 * @param options of the root file system, as {@code size}
 */
public record Storage(
    List<String> binds,
    List<Mount> mounts,
    SequencedMap<String, String> tmpfs,
    List<String> volumesFrom,
    String volumeDriver,
    boolean readonlyRootfs,
    SequencedMap<String, String> options) {
  public static final Storage NONE =
      new Storage(
          List.of(), List.of(), new LinkedHashMap<>(), List.of(), "", false, new LinkedHashMap<>());

  public Storage {
    binds = List.copyOf(binds);
    mounts = List.copyOf(mounts);
    tmpfs = Collections.unmodifiableSequencedMap(tmpfs);
    volumesFrom = List.copyOf(volumesFrom);
    options = Collections.unmodifiableSequencedMap(options);
  }
}
