package io.drydock.cli.compose.remote;

import io.drydock.composefile.load.RemoteFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Files that are brought to this machine once, however often a project names them. */
abstract class FetchedFiles implements RemoteFiles {
  private final Map<String, Path> loaded = new HashMap<>();

  /** Brings what the reference names; the Compose file in its local copy. */
  abstract Path fetch(String reference);

  @Override
  public final Path load(String reference) {
    Path known = loaded.get(reference);
    if (known == null) {
      known = fetch(reference);
      loaded.put(reference, known);
    }
    return known;
  }

  @Override
  public final String directory(String reference) {
    return String.valueOf(load(reference).getParent());
  }
}
