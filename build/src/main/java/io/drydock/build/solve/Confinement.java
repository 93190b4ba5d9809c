package io.drydock.build.solve;

import io.drydock.build.Vertex;
import io.drydock.build.workroot.WorkRoots;
import io.drydock.linux.HostSupport;
import io.drydock.linux.Identities;
import io.drydock.linux.Isolation;
import io.drydock.oci.Digest;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the commands of one build are shut in. It is decided, and told, when the first one runs. */
final class Confinement implements AutoCloseable {
  private final Store store;
  private final LayerAccess access;
  private final Progress progress;
  private final Optional<Isolation> wanted;
  private @Nullable Isolation isolation;
  private @Nullable WorkRoots roots;

  Confinement(Store store, LayerAccess access, Progress progress, Optional<Isolation> wanted) {
    this.store = store;
    this.access = access;
    this.progress = progress;
    this.wanted = wanted;
  }

  /**
   * What was asked for, else the strongest that this host allows.
   *
   * @throws io.drydock.core.DrydockException of kind UNSUPPORTED, with what to do, when none can be
   *     had
   */
  synchronized Isolation isolation() {
    Isolation known = isolation;
    if (known == null) {
      known = HostSupport.detect().isolation(wanted);
      isolation = known;
      announce(known);
    }
    return known;
  }

  private void announce(Isolation chosen) {
    String users =
        Identities.here() == Identities.ONE ? "; one user only, files of others become root's" : "";
    String name =
        "[internal] steps run in "
            + chosen.description()
            + " (isolation "
            + chosen.word()
            + users
            + ")";
    Digest digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
    var vertex = new Vertex(digest, name, List.of(), Optional.empty());
    progress.started(vertex);
    progress.finished(vertex);
  }

  /** Whether layers can be laid over each other, and anything be mounted. */
  boolean mounts() {
    return isolation() != Isolation.CHROOT;
  }

  /** A root for one command, over what the base holds. */
  StepRoot root(Result.Rootfs base) throws IOException {
    boolean overlay = mounts();
    Path scratch = store.scratch("run");
    if (overlay) {
      return new OverlayRoot(store.layers(), access.trees(base), scratch);
    }
    access.view(base); // fetches what is not here yet
    WorkRoots all = roots();
    return new CopiedRoot(store.layers(), all, all.take(base.ids(), store.layers()::view), scratch);
  }

  private synchronized WorkRoots roots() {
    WorkRoots known = roots;
    if (known == null) {
      known = new WorkRoots(store);
      roots = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    if (roots != null) {
      roots.close();
    }
  }
}
