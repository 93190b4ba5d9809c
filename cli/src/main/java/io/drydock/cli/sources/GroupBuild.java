package io.drydock.cli.sources;

import io.drydock.bake.model.Selection;
import io.drydock.bake.model.TargetAttribute;
import io.drydock.bake.request.GroupReader;
import io.drydock.bake.request.TargetBuild;
import io.drydock.build.BuildListener;
import io.drydock.build.BuildRequest;
import io.drydock.build.BuildResult;
import io.drydock.build.execute.Builder;
import io.drydock.build.input.BuildInput;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.input.TarContexts;
import io.drydock.build.options.BuildOptions;
import io.drydock.build.options.BuildPreparation;
import io.drydock.build.plan.ImageResolver;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Builds selected targets as one graph, in this process. */
public final class GroupBuild {
  private final Session session;
  private final Arguments arguments;

  /**
   * @param arguments which say how registries are reached and where base definitions are
   */
  public GroupBuild(Session session, Arguments arguments) {
    this.session = session;
    this.arguments = arguments;
  }

  /**
   * The builds of the targets, with their Dockerfiles and contexts read.
   *
   * @param described whether results are to say how they were made
   */
  public List<TargetBuild> read(Selection selection, boolean described, BuildListener listener) {
    var events = new PreparationEvents(listener);
    return new GroupReader(
            session.surroundings(),
            (options, preparation) -> input(options, preparation, events),
            described)
        .read(selection);
  }

  private BuildInput input(
      BuildOptions options, BuildPreparation preparation, PreparationEvents events) {
    var tars = new TarContexts(session.store(), () -> preparation.remoteAccess(session.store()));
    String file = options.source().file().orElse(BuildInput.DEFAULT_NAME);
    return events.step(
        PreparationEvents.definition(file),
        _ ->
            BuildInput.read(
                options.source().context(), options.source().file(), session.in(), tars));
  }

  /** Carries the builds out; a result for each, in their order. */
  public List<BuildResult> build(List<TargetBuild> builds, BuildListener listener) {
    var events = new PreparationEvents(listener);
    try (var images = new BuildImages(session, imageArguments(builds), events, contexts(builds))) {
      ImageResolver resolver = new RememberingResolver(images.resolver());
      var requests = new ArrayList<BuildRequest>();
      for (TargetBuild each : builds) {
        requests.add(each.request(resolver));
      }
      return new Builder(session.store(), images.sources()).build(requests, listener);
    }
  }

  /** The targets have their images from one place, so all are asked for anew when one is. */
  private Arguments imageArguments(List<TargetBuild> builds) {
    boolean pull = builds.stream().anyMatch(each -> each.target().flag(TargetAttribute.PULL));
    var values = new HashMap<>(arguments.values());
    values.put("pull", List.of(String.valueOf(pull)));
    return new Arguments(values, arguments.positional());
  }

  /** The builds' contexts, each once. */
  public static List<String> contexts(List<TargetBuild> builds) {
    return builds.stream().map(TargetBuild::context).distinct().toList();
  }
}
