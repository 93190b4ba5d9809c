package io.drydock.composefile.find;

import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.load.ProjectNames;
import io.drydock.composefile.load.RemoteFiles;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Where a project comes from: its files and what they are read with.
 *
 * @param files in order; empty where none was named and none found
 * @param workingDirectory absolute; where relative paths of the files start
 * @param currentDirectory absolute; where relative paths start that name the files
 * @param environment the caller's variables, and those of .env files that the caller has not
 * @param profiles those that are active
 * @param fixedName the name that was given, which goes before that in the files
 * @param remotes where files come from that are no paths
 */
public record ProjectSource(
    List<ComposeFile> files,
    Path workingDirectory,
    Path currentDirectory,
    SequencedMap<String, String> environment,
    List<String> profiles,
    Optional<String> fixedName,
    List<RemoteFiles> remotes) {
  public ProjectSource {
    files = List.copyOf(files);
    environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
    profiles = List.copyOf(profiles);
    remotes = List.copyOf(remotes);
  }

  /**
   * Finds what the options leave open, as docker compose does: in the variables {@code
   * COMPOSE_FILE}, {@code COMPOSE_PROJECT_NAME}, {@code COMPOSE_PROFILES} and {@code
   * COMPOSE_ENV_FILES}, in .env files, and in the current directory and those above it.
   *
   * @throws DrydockException of kind NOT_FOUND for a named file that does not exist, INVALID for a
   *     name that no project can have and for a .env file that cannot be read
   */
  public static ProjectSource find(ProjectOptions options, Surroundings around) {
    return new ProjectFinder(options, around).find();
  }

  /** The name by default, which follows from the folder; may be empty. */
  public String defaultName() {
    Path folder = workingDirectory.getFileName();
    return folder == null ? "" : ProjectNames.normalize(folder.toString());
  }

  /**
   * What to load.
   *
   * @throws DrydockException of kind NOT_FOUND where there is no file
   */
  public ComposeRequest request(LoadOptions options) {
    if (files.isEmpty()) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "no configuration file provided: not found",
          null,
          "there is no %s in %s or above; name one with -f"
              .formatted(ProjectFinder.FILES.getFirst(), workingDirectory),
          null);
    }
    return new ComposeRequest(
        files,
        workingDirectory.toString(),
        currentDirectory,
        environment,
        fixedName.orElseGet(this::defaultName),
        fixedName.isPresent(),
        options.withProfiles(profiles),
        remotes);
  }
}
