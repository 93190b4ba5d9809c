package io.drydock.cli.compose.image;

import io.drydock.base.Bases;
import io.drydock.cli.frame.Session;
import io.drydock.cli.sources.BaseLog;
import io.drydock.composefile.model.Project;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Images that base definitions stand for: those in {@code bases/} of the project's folder and of
 * the folder that the command is called in, then those that come with Drydock. They are composed
 * into the store, which our own engine shares.
 */
final class DefinedBases {
  private final Session session;
  private final List<Path> folders;

  DefinedBases(Session session, Project project) {
    this.session = session;
    var all = new ArrayList<Path>();
    all.add(project.workingDir().resolve("bases"));
    all.add(session.path("bases"));
    session.home().ifPresent(home -> all.add(home.resolve("bases")));
    this.folders = List.copyOf(all);
  }

  /**
   * Brings the image into the store, if a definition stands for it.
   *
   * @param platform as {@code linux/arm64}; absent for the host's
   * @param said takes what there is to say meanwhile, line by line
   */
  boolean provide(ImageReference reference, Optional<String> platform, Consumer<String> said) {
    return new Bases(session.store(), folders, new BaseLog(said))
        .provide(reference, platform.map(Platform::parse).orElseGet(Platform::host), false)
        .isPresent();
  }
}
