package io.drydock.engine.volume;

import io.drydock.container.Storage;
import io.drydock.oci.tree.FileTree;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;

/**
 * What is asked to be mounted in a container that is being made.
 *
 * @param storage of its host config
 * @param volumes paths that get an anonymous volume: the container's own and the image's
 * @param image the image's files, with which new volumes are filled
 * @param others the mounts of another container by name or ID, for {@code --volumes-from}; throws
 *     NOT_FOUND
 */
public record MountRequest(
    String containerId,
    Storage storage,
    SequencedSet<String> volumes,
    FileTree image,
    Function<String, List<MountPoint>> others) {}
