package io.drydock.compose.watch;

import io.drydock.client.EngineClient;
import io.drydock.compose.plan.UpRequest;
import io.drydock.compose.run.HookRunner;
import io.drydock.compose.run.ImagePolicy;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.compose.run.ProjectListener;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;
import io.drydock.compose.run.UpOptions;
import io.drydock.compose.state.ContainerState;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.WatchRule;
import io.drydock.composefile.model.WatchRule.Action;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Follows the files of a running project's services, as their {@code develop.watch} says. */
public final class ProjectWatch {
  private final EngineClient engine;
  private final Projects projects;
  private final ProjectListener listener;
  private final HookRunner commands;
  private final ServiceSync sync;

  /**
   * A watch that acts through an engine.
   *
   * @param projects which builds images where rules ask for that
   */
  public ProjectWatch(EngineClient engine, Projects projects, ProjectListener listener) {
    this.engine = engine;
    this.projects = projects;
    this.listener = listener;
    this.commands = new HookRunner(engine, listener);
    this.sync = new ServiceSync(this.engine, commands);
  }

  /**
   * Follows the files until the thread is interrupted. What goes wrong with one change is told to
   * the listener, and the next one tries again.
   *
   * @param services empty for all that have rules
   * @param ready runs once every change from then on will be seen
   * @throws DrydockException of kind INVALID when no service has rules
   */
  public void follow(Project project, List<String> services, Runnable ready) {
    List<Service> meant =
        project.services().values().stream()
            .filter(each -> services.isEmpty() || services.contains(each.name()))
            .toList();
    List<WatchedTree> trees = WatchedTree.of(meant);
    if (trees.isEmpty()) {
      throw new DrydockException(
              ErrorKind.INVALID, "none of the selected services is configured for watch")
          .withHint("Give a service a develop.watch section with a path and an action.");
    }
    try (var events =
        new FolderEvents(folder -> trees.stream().anyMatch(each -> each.reaches(folder)))) {
      for (WatchedTree each : trees) {
        events.add(each.root());
      }
      for (WatchedTree each : trees) {
        syncWhole(project, each);
      }
      ready.run();
      follow(project, trees, events);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot watch files: " + e.getMessage(), e);
    }
  }

  /**
   * Changes are collected while earlier ones are worked off, so that none waits for its turn twice.
   */
  private void follow(Project project, List<WatchedTree> trees, FolderEvents events) {
    BlockingQueue<Set<Path>> changes = new LinkedBlockingQueue<>();
    Thread collector =
        Thread.ofPlatform().daemon().name("watch").start(() -> collect(events, changes));
    try {
      while (true) {
        Set<Path> changed = changes.take();
        for (Set<Path> more = changes.poll(); more != null; more = changes.poll()) {
          changed.addAll(more);
        }
        for (Batch each : Batch.of(trees, changed)) {
          attempt(project, each);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      collector.interrupt();
    }
  }

  private static void collect(FolderEvents events, BlockingQueue<Set<Path>> changes) {
    try {
      while (true) {
        changes.add(events.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot watch files: " + e.getMessage(), e);
    }
  }

  /**
   * What a set of changes asks for of one service.
   *
   * @param rebuild whether a rule wants a new image, which makes the rest needless
   * @param targets where changed files go, by path
   * @param rules those that apply
   */
  private record Batch(
      Service service, boolean rebuild, SequencedMap<Path, String> targets, List<WatchRule> rules) {
    static List<Batch> of(List<WatchedTree> trees, Set<Path> changed) {
      var batches = new LinkedHashMap<String, Batch>();
      for (WatchedTree tree : trees) {
        List<Path> paths = changed.stream().filter(tree::watches).toList();
        if (!paths.isEmpty()) {
          Batch before =
              batches.getOrDefault(
                  tree.service().name(),
                  new Batch(tree.service(), false, new LinkedHashMap<>(), List.of()));
          batches.put(tree.service().name(), before.with(tree, paths));
        }
      }
      return List.copyOf(batches.values());
    }

    private Batch with(WatchedTree tree, List<Path> paths) {
      Action action = tree.rule().action();
      var all = new LinkedHashMap<>(targets);
      if (action != Action.REBUILD && action != Action.RESTART) {
        paths.forEach(path -> all.put(path, tree.target(path)));
      }
      var more = new ArrayList<>(rules);
      more.add(tree.rule());
      return new Batch(service, rebuild || action == Action.REBUILD, all, more);
    }

    boolean restarts() {
      return rules.stream()
          .anyMatch(
              each -> each.action() == Action.RESTART || each.action() == Action.SYNC_RESTART);
    }
  }

  private void attempt(Project project, Batch batch) throws InterruptedException {
    Resource service = Resource.service(batch.service().name());
    try {
      if (batch.rebuild()) {
        listener.tell(service, Phase.WORKING, "Rebuilding after a change");
        rebuild(project, batch.service());
      } else {
        apply(project, batch);
      }
      listener.tell(service, Phase.DONE, told(batch));
    } catch (DrydockException | IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(e.getMessage());
      }
      listener.tell(service, Phase.WARNING, String.valueOf(e.getMessage()));
    }
  }

  private static String told(Batch batch) {
    if (batch.rebuild()) {
      return "Rebuilt";
    }
    String files = batch.targets().size() == 1 ? "1 file" : batch.targets().size() + " files";
    return (batch.targets().isEmpty() ? "" : "Synced " + files)
        + (batch.restarts() ? " Restarted" : "");
  }

  private void rebuild(Project project, Service service) {
    var request = UpRequest.ALL.withServices(List.of(service.name())).withoutDependencies();
    projects.up(
        project,
        UpOptions.of(request)
            .with(new ImagePolicy(ImagePolicy.Pull.POLICY, ImagePolicy.Build.ALWAYS)));
  }

  private void apply(Project project, Batch batch) throws IOException {
    var scope = Scope.of(project, List.of(batch.service().name()));
    List<ContainerState> containers = running(scope);
    for (ContainerState each : containers) {
      if (!batch.targets().isEmpty()) {
        sync.sync(each, batch.targets());
      }
      for (WatchRule rule : batch.rules()) {
        if (rule.action() == Action.SYNC_EXEC && rule.exec().isPresent()) {
          commands.run("sync+exec", List.of(rule.exec().get()), ServiceSync.resource(each));
        }
      }
    }
    if (batch.restarts() && !containers.isEmpty()) {
      projects.restart(scope, OptionalInt.empty(), false);
    }
  }

  private List<ContainerState> running(Scope scope) {
    return projects.containers(scope).stream().filter(each -> each.status().isUp()).toList();
  }

  /** Copies everything once, so that containers begin with what the host has. */
  private void syncWhole(Project project, WatchedTree tree) throws IOException {
    if (!tree.rule().initialSync() || tree.rule().target().isEmpty()) {
      return;
    }
    SequencedMap<Path, String> targets = new LinkedHashMap<>();
    Files.walkFileTree(
        tree.root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return tree.reaches(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (tree.watches(file)) {
              targets.put(file, tree.target(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    for (ContainerState each : running(Scope.of(project, List.of(tree.service().name())))) {
      sync.sync(each, targets);
    }
  }
}
