package io.drydock.build.plan;

import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a plan of a Dockerfile: resolves stages, arguments, variables and base images, and turns
 * every instruction that the target needs into an operation or a change of the image's config.
 * Nothing is run, and images that the target does not need are never looked for.
 */
public final class Planner {
  private final PlanRequest request;
  private final ImageResolver resolver;
  private final SourceNodes sources = new SourceNodes();

  private Planner(PlanRequest request, ImageResolver resolver) {
    this.request = request;
    this.resolver = resolver;
  }

  /**
   * The plan for what is asked.
   *
   * @throws io.drydock.core.DrydockException with the place in the Dockerfile where there is one
   */
  public static Plan plan(PlanRequest request, ImageResolver resolver) {
    return new Planner(request, resolver).plan();
  }

  private Plan plan() {
    List<Platform> platforms =
        request.platforms().isEmpty() ? List.of(request.buildPlatform()) : request.platforms();
    var targets = new ArrayList<Plan.Target>();
    for (Platform platform : platforms) {
      targets.add(target(platform));
    }
    return new Plan(targets, List.of());
  }

  private Plan.Target target(Platform platform) {
    var lexer = new ShellLexer(request.dockerfile().directives().escape());
    Map<String, String> arguments = GlobalArguments.of(request, platform, lexer);
    var epoch = new SourceDateEpoch(request, resolver, lexer).resolve(arguments);
    Map<String, String> buildArgs = new LinkedHashMap<>(request.buildArgs());
    SourceDateEpoch.replace(arguments, epoch);
    SourceDateEpoch.replace(buildArgs, epoch);

    StageGraph graph = StageGraph.of(request.dockerfile(), arguments, lexer);
    StageState wanted = graph.target(request.target());
    var bases = new BaseImages(resolver, new NamedContexts(request.contexts()), platform);
    List<StageState> needed = new Triggers(graph, bases).settle(wanted);

    var scope = new PlanScope(request, platform, arguments, buildArgs, lexer, epoch, sources);
    var stages = new StagePlanner(scope, bases);
    needed.forEach(stages::plan);
    return result(platform, StagePlanner.resultOf(wanted), epoch);
  }

  private Plan.Target result(Platform platform, StageResult stage, Optional<Instant> epoch) {
    ImageDraft image = stage.image;
    image.labels.putAll(request.labels());
    if (!request.platforms().isEmpty()) {
      image.platform = platform;
    }
    return new Plan.Target(platform, stage.root, image.toConfig(epoch));
  }
}
