package io.drydock.composefile.load;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What to load a project from.
 *
 * @param files in order, each over those before it
 * @param workingDirectory where relative paths of the files start; may itself be relative, and is
 *     written before them as it is
 * @param currentDirectory absolute; where relative paths start that are opened
 * @param environment the variables that files may name, .env files included
 * @param projectName empty to take it from the files
 * @param nameIsFixed whether the name goes before that in the files
 * @param remotes where files come from that are no paths
 */
public record ComposeRequest(
    List<ComposeFile> files,
    String workingDirectory,
    Path currentDirectory,
    SequencedMap<String, String> environment,
    String projectName,
    boolean nameIsFixed,
    LoadOptions options,
    List<RemoteFiles> remotes) {
  public ComposeRequest {
    files = List.copyOf(files);
    remotes = List.copyOf(remotes);
    environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
  }

  /** A request without remote files. */
  public ComposeRequest(
      List<ComposeFile> files,
      String workingDirectory,
      Path currentDirectory,
      SequencedMap<String, String> environment,
      String projectName,
      boolean nameIsFixed,
      LoadOptions options) {
    this(
        files,
        workingDirectory,
        currentDirectory,
        environment,
        projectName,
        nameIsFixed,
        options,
        List.of());
  }

  /** The same with other options. */
  public ComposeRequest with(LoadOptions changed) {
    return new ComposeRequest(
        files,
        workingDirectory,
        currentDirectory,
        environment,
        projectName,
        nameIsFixed,
        changed,
        remotes);
  }
}
