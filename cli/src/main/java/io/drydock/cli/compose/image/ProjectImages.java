package io.drydock.cli.compose.image;

import io.drydock.bake.model.Selection;
import io.drydock.bake.request.TargetBuild;
import io.drydock.cli.compose.display.Display;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.Engines;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.progress.Progress;
import io.drydock.cli.sources.GroupBuild;
import io.drydock.compose.request.Names;
import io.drydock.compose.run.ImagePolicy;
import io.drydock.compose.run.Parallel;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.compose.run.ProjectListener;
import io.drydock.compose.run.ServiceImages;
import io.drydock.compose.state.StateReader;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images of a project's services: pulled by the engine, all at once, and built by this process
 * as one graph. An engine with a store of its own gets what was built through its API.
 */
public final class ProjectImages implements ServiceImages {
  private final Call call;
  private final Options options;
  private final Display display;
  private final PrintStream out;

  /**
   * @param progress how builds show themselves: {@code auto}, {@code tty}, {@code plain}, {@code
   *     rawjson} or {@code quiet}
   * @param ignorePullFailures whether what cannot be pulled is only told
   */
  public record Options(String progress, BuildWish wish, boolean ignorePullFailures) {}

  /**
   * @param display leaves the terminal to builds while they last
   */
  public ProjectImages(Call call, Options options, Display display, PrintStream out) {
    this.call = call;
    this.options = options;
    this.display = display;
    this.out = out;
  }

  @Override
  public Map<String, String> ensure(
      Project project,
      List<Service> services,
      Map<String, String> present,
      ImagePolicy policy,
      ProjectListener listener) {
    Map<String, Service> pulls = new LinkedHashMap<>();
    var builds = new ArrayList<Service>();
    for (Service each : services) {
      String reference = Names.image(project, each);
      switch (ImageChoice.of(each, present.containsKey(reference), policy)) {
        case PULL, PULL_OR_BUILD -> pulls.putIfAbsent(reference, each);
        case BUILD -> builds.add(each);
        case KEEP -> {
          // The engine has it, or refuses the container with its own words.
        }
      }
    }
    if (pulls.isEmpty() && builds.isEmpty()) {
      return present;
    }
    var changed = new ArrayList<>(pulls.keySet());
    if (policy.pull() != ImagePolicy.Pull.ALWAYS && !Engines.isChosen(call.session())) {
      compose(project, pulls, present, listener);
    }
    builds.addAll(pull(pulls, policy.build() != ImagePolicy.Build.NEVER, listener));
    build(project, builds, listener);
    var ids = new HashMap<>(present);
    builds.forEach(each -> changed.add(Names.image(project, each)));
    ids.putAll(new StateReader(call.engine()).imageIds(changed));
    return ids;
  }

  /** Makes the missing images that base definitions stand for, and takes them from the pulls. */
  private void compose(
      Project project,
      Map<String, Service> pulls,
      Map<String, String> present,
      ProjectListener listener) {
    var bases = new DefinedBases(call.session(), project);
    for (Map.Entry<String, Service> each : List.copyOf(pulls.entrySet())) {
      if (!present.containsKey(each.getKey())) {
        Resource image = Resource.image(each.getKey(), each.getValue().name());
        if (bases.provide(
            reference(each.getKey()),
            each.getValue().life().platform(),
            line -> listener.tell(image, Phase.BUILDING, line))) {
          listener.tell(image, Phase.BUILT);
          pulls.remove(each.getKey());
        }
      }
    }
  }

  /**
   * Pulls the images of these services.
   *
   * @param mayBuild whether those that cannot be pulled may be built
   * @return the services whose images have to be built instead
   * @throws DrydockException with the first failure, when all have been tried
   */
  public List<Service> pull(
      Map<String, Service> services, boolean mayBuild, ProjectListener listener) {
    var transfers = new ImageTransfers(call);
    var toBuild = new ArrayList<Service>();
    var failures = new ArrayList<DrydockException>();
    Parallel.each(
        services.entrySet(),
        each -> {
          Resource image = Resource.image(each.getKey(), each.getValue().name());
          listener.tell(image, Phase.PULLING);
          try {
            transfers.pull(
                reference(each.getKey()),
                each.getValue().life().platform().orElse(""),
                amount -> listener.tell(image, Phase.PULLING, amount));
            listener.tell(image, Phase.PULLED);
          } catch (DrydockException e) {
            boolean builds = mayBuild && each.getValue().build().isPresent();
            boolean tolerated = builds || options.ignorePullFailures;
            listener.tell(image, tolerated ? Phase.WARNING : Phase.FAILED, e.getMessage());
            synchronized (failures) {
              if (builds) {
                toBuild.add(each.getValue());
              } else if (!tolerated) {
                failures.add(e);
              }
            }
          }
        });
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return toBuild;
  }

  private static ImageReference reference(String image) {
    try {
      return ImageReference.parse(image);
    } catch (DrydockException e) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "no such image: " + image, e);
    }
  }

  /** Builds the images of these services, and of those that they are built from. */
  public void build(Project project, Collection<Service> services, ProjectListener listener) {
    Selection selection = ServiceTargets.of(project, services, options.wish);
    if (selection.targets().isEmpty()) {
      return;
    }
    List<Resource> images = new ArrayList<>();
    for (String name : selection.targets().keySet()) {
      Service service = project.service(name).orElseThrow();
      images.add(Resource.image(Names.image(project, service), name));
    }
    images.forEach(each -> listener.tell(each, Phase.BUILDING));
    display.aside(() -> build(selection));
    if (Engines.isChosen(call.session())) {
      new EngineLoad(call).load(images.stream().map(Resource::name).toList());
    }
    images.forEach(each -> listener.tell(each, Phase.BUILT));
  }

  private void build(Selection selection) {
    var group = new GroupBuild(call.session(), new Arguments(Map.of(), List.of()));
    try (Progress progress = Progress.of(options.progress, out)) {
      List<TargetBuild> builds = group.read(selection, false, progress);
      group.build(builds, progress);
    }
  }

  /** Pushes the images of these services; as {@link #pull}. */
  public void push(
      Map<String, Service> services, boolean ignoreFailures, ProjectListener listener) {
    var transfers = new ImageTransfers(call);
    var failures = new ArrayList<DrydockException>();
    Parallel.each(
        services.entrySet(),
        each -> {
          Resource image = Resource.image(each.getKey(), each.getValue().name());
          listener.tell(image, Phase.WORKING, "Pushing");
          try {
            transfers.push(
                reference(each.getKey()),
                amount -> listener.tell(image, Phase.WORKING, "Pushing " + amount));
            listener.tell(image, Phase.DONE, "Pushed");
          } catch (DrydockException e) {
            listener.tell(image, ignoreFailures ? Phase.WARNING : Phase.FAILED, e.getMessage());
            synchronized (failures) {
              failures.add(e);
            }
          }
        });
    if (!ignoreFailures && !failures.isEmpty()) {
      throw failures.getFirst();
    }
  }
}
