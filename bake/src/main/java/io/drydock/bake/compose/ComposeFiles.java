package io.drydock.bake.compose;

import io.drydock.composefile.Compose;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.model.Project;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compose files as bake reads them: all their services, with paths as they were written. */
public final class ComposeFiles {
  private ComposeFiles() {}

  /**
   * The project of several files, each over those before it.
   *
   * @param environment fills the variables
   * @throws io.drydock.core.DrydockException with the place of what is wrong
   */
  public static Project load(List<ComposeFile> files, Map<String, String> environment) {
    return load(files, environment, true);
  }

  /**
   * Refuses what is no Compose file by itself. What its services refer to may be in other files.
   *
   * @throws io.drydock.core.DrydockException with the place of what is wrong
   */
  public static void check(ComposeFile file, Map<String, String> environment) {
    load(List.of(file), environment, false);
  }

  private static Project load(
      List<ComposeFile> files, Map<String, String> environment, boolean isWhole) {
    var options =
        new LoadOptions(
            true, true, false, false, isWhole, isWhole, false, List.of("*"), List.of(), false);
    return Compose.load(
        new ComposeRequest(
            files,
            ".",
            Path.of("").toAbsolutePath(),
            new LinkedHashMap<>(environment),
            "bake",
            false,
            options));
  }
}
