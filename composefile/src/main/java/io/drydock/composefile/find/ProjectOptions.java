package io.drydock.composefile.find;

import java.util.List;
import java.util.Optional;

/**
 * What a user says of a project; what is left open is found.
 *
 * @param files paths in order, each over those before it; {@code -} for standard input
 * @param directory where relative paths of the files start
 * @param name the project's name
 * @param profiles those to activate
 * @param environmentFiles the .env files to read instead of the usual one, later ones over earlier
 */
public record ProjectOptions(
    List<String> files,
    Optional<String> directory,
    Optional<String> name,
    List<String> profiles,
    List<String> environmentFiles) {
  /** Nothing said: all is found. */
  public static final ProjectOptions NONE =
      new ProjectOptions(List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());

  public ProjectOptions {
    files = List.copyOf(files);
    profiles = List.copyOf(profiles);
    environmentFiles = List.copyOf(environmentFiles);
  }

  /** The same with these files. */
  public ProjectOptions withFiles(String... paths) {
    return new ProjectOptions(List.of(paths), directory, name, profiles, environmentFiles);
  }
}
