package io.drydock.composefile;

import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.Loading;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.yaml.YamlMapping;
import java.util.function.Consumer;

/** Loads projects from Compose files. */
public final class Compose {
  private Compose() {}

  /** The project; warnings are dropped. See {@link #load(ComposeRequest, Consumer)}. */
  public static Project load(ComposeRequest request) {
    return load(request, warning -> {});
  }

  /**
   * The project that the files describe.
   *
   * @param warnings takes a sentence for each thing that may not be what was meant, such as a
   *     variable that is not set
   * @throws io.drydock.core.DrydockException of kind INVALID or NOT_FOUND, with file, line and
   *     column, for files that do not describe one
   */
  public static Project load(ComposeRequest request, Consumer<String> warnings) {
    return new Loading(request, warnings).project();
  }

  /**
   * The merged files in long forms, whose values are as they were written: for requests that leave
   * variables unfilled, so that values have no types yet.
   */
  public static YamlMapping model(ComposeRequest request, Consumer<String> warnings) {
    return new Loading(request, warnings).model();
  }
}
