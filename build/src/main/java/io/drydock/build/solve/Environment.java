package io.drydock.build.solve;

import io.drydock.build.BuildContext;
import io.drydock.build.BuildRequest;
import io.drydock.build.context.ContextTree;
import io.drydock.build.remote.RemoteAccess;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What all steps of one build share. */
public final class Environment implements AutoCloseable {
  private final Store store;
  private final LayerAccess access;
  private final StepCache cache;
  private final ImportedSteps imports;
  private final BuildRequest request;
  private final Progress progress;
  private final Confinement confinement;
  private final Instant now;
  private final Map<String, FileTree> contexts = new ConcurrentHashMap<>();
  private final Optional<Inspector> inspector;

  /**
   * @param imports what builds elsewhere left for this one
   */
  public Environment(
      Store store,
      LayerAccess access,
      BuildRequest request,
      Progress progress,
      ImportedSteps imports) {
    this.store = store;
    this.access = access;
    this.imports = imports;
    this.cache = new StepCache(store, access, imports);
    this.request = request;
    this.progress = progress;
    this.confinement = new Confinement(store, access, progress, request.isolation());
    this.inspector =
        request.inspection().isEmpty()
            ? Optional.empty()
            : Optional.of(new Inspector(this, request.inspection().get()));
    this.now = request.sourceDateEpoch().orElseGet(Environment::currentSecond);
  }

  private static Instant currentSecond() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  Store store() {
    return store;
  }

  Layers layers() {
    return store.layers();
  }

  LayerAccess access() {
    return access;
  }

  StepCache cache() {
    return cache;
  }

  ImportedSteps imports() {
    return imports;
  }

  BuildRequest request() {
    return request;
  }

  RemoteAccess remoteAccess() {
    return new RemoteAccess(store, request.secrets(), request.sshAgents(), false);
  }

  /** Who looks into steps, if anybody does. */
  public Optional<Inspector> inspector() {
    return inspector;
  }

  public Progress progress() {
    return progress;
  }

  /** How commands are shut in. */
  Confinement confinement() {
    return confinement;
  }

  /** The time of what the build makes: the present, or the one that was asked for. */
  Instant now() {
    return now;
  }

  /** When a step ended, for the history. */
  Instant created() {
    return request.sourceDateEpoch().orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  /** The files of a result, whatever it is. */
  FileTree tree(Result result) {
    return switch (result) {
      case Result.Rootfs rootfs -> access.view(rootfs);
      case Result.Files files -> files.tree();
    };
  }

  /** What tells a context from others of its name: the directory and what is left out of it. */
  String identity(String name) {
    return switch (request.contexts().get(name)) {
      case BuildContext.Directory directory -> {
        var rules = new StringBuilder(directory.path().toString());
        directory.ignore().rules().forEach(each -> rules.append('\n').append(each.text()));
        yield rules.toString();
      }
      case null, default -> request.name() + " " + System.identityHashCode(this);
    };
  }

  FileTree context(String name) {
    return contexts.computeIfAbsent(name, this::openContext);
  }

  private FileTree openContext(String name) {
    BuildContext context = request.contexts().get(name);
    return switch (context) {
      case null ->
          throw new DrydockException(
              ErrorKind.NOT_FOUND, "no build context named \"" + name + "\"");
      case BuildContext.Directory directory ->
          ContextTree.open(directory.path(), directory.ignore(), store.root().resolve("contexts"));
      case BuildContext.Tree tree -> tree.files();
    };
  }

  /** Remembers the steps from elsewhere whose layers this build has brought here. */
  public void saveImports() {
    cache.rememberArrived();
  }

  /** Removes what was kept for steps that might have come. */
  @Override
  public void close() {
    confinement.close();
  }

  /** Has the contexts' files looked at again: one of them is not what it was. */
  void lookAgain() {
    for (FileTree each : contexts.values()) {
      if (each instanceof ContextTree tree) {
        tree.lookAgain();
      }
    }
  }

  /** Remembers what was learned about the contexts' files. */
  public void saveContexts() {
    for (FileTree each : contexts.values()) {
      if (each instanceof ContextTree tree) {
        try {
          tree.save();
        } catch (IOException e) {
          throw Failures.of(e);
        }
      }
    }
  }
}
