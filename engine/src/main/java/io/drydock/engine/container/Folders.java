package io.drydock.engine.container;

import java.nio.file.Path;

/**
 * Where the life of containers is kept.
 *
 * @param containers a folder for each container, with its id
 * @param bundles a folder for each container that runs, with its id
 * @param exits files with the exit codes of containers
 * @param execs a folder for each further command that runs, with its id
 * @param health results of probes
 */
public record Folders(Path containers, Path bundles, Path exits, Path execs, Path health) {
  ContainerFolder container(String id) {
    return new ContainerFolder(containers.resolve(id));
  }

  Path bundle(String id) {
    return bundles.resolve(id);
  }

  Path exit(String id) {
    return exits.resolve(id);
  }
}
