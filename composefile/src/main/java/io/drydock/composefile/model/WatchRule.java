package io.drydock.composefile.model;

import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * What is done when files of a folder change.
 *
 * @param path a file or folder of the host
 * @param target where files go in the container
 * @param exec what runs in the container after files were copied
 * @param ignore patterns of files that are left out, as in .dockerignore
 * @param include patterns of the only files that count; empty for all
 * @param initialSync whether files are copied once before the watch begins
 */
public record WatchRule(
    String path,
    Action action,
    Optional<String> target,
    Optional<Hook> exec,
    List<String> ignore,
    List<String> include,
    boolean initialSync,
    SourceLocation location) {
  public WatchRule {
    ignore = List.copyOf(ignore);
    include = List.copyOf(include);
  }

  /** What follows a change. */
  public enum Action {
    SYNC("sync"),
    REBUILD("rebuild"),
    RESTART("restart"),
    SYNC_RESTART("sync+restart"),
    SYNC_EXEC("sync+exec");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    /** As Compose files write it. */
    @Override
    public String toString() {
      return text;
    }
  }
}
