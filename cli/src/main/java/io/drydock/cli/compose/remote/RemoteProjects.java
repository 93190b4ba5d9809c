package io.drydock.cli.compose.remote;

import io.drydock.cli.frame.Session;
import io.drydock.composefile.load.RemoteFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compose files of git repositories and registries; nothing is opened before one is named. */
public final class RemoteProjects implements RemoteFiles {
  private final Session session;
  private @Nullable List<RemoteFiles> kinds;

  public RemoteProjects(Session session) {
    this.session = session;
  }

  @Override
  public boolean accepts(String reference) {
    return RemoteFiles.isRemote(reference) && find(reference).isPresent();
  }

  @Override
  public Path load(String reference) {
    return find(reference).orElseThrow().load(reference);
  }

  @Override
  public String directory(String reference) {
    return find(reference).orElseThrow().directory(reference);
  }

  private Optional<RemoteFiles> find(String reference) {
    if (kinds == null) {
      var copies = new LocalCopies(session.root().resolve("compose"));
      kinds = List.of(new RegistryFiles(session, copies), new GitFiles(session, copies));
    }
    return kinds.stream().filter(each -> each.accepts(reference)).findFirst();
  }
}
