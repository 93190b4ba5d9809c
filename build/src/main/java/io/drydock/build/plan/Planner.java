package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.dockerfile.check.BuildChecks;
import io.drydock.dockerfile.check.BuildWarning;
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
  private final SourceNodes sources;
  private final BuildChecks checks;

  private Planner(PlanRequest request, ImageResolver resolver) {
    this.request = request;
    this.sources = new SourceNodes(request.name());
    this.resolver = resolver;
    this.checks = BuildChecks.of(request.dockerfile(), request.buildArgs(), request.ignored());
  }

  /**
   * The plan for what is asked.
   *
   * @throws io.drydock.core.DrydockException with the place in the Dockerfile where there is one
   */
  public static Plan plan(PlanRequest request, ImageResolver resolver) {
    return new Planner(request, resolver).plan(false);
  }

  /**
   * What the build checks say of the stages that the target needs; of all stages where no target is
   * named.
   *
   * @throws DrydockException of kind INVALID for a check directive that makes no sense
   */
  public static Checked check(PlanRequest request, ImageResolver resolver) {
    var planner = new Planner(request, resolver);
    Optional<DrydockException> error = Optional.empty();
    try {
      planner.plan(request.target().isEmpty());
    } catch (DrydockException e) {
      error = Optional.of(e);
    }
    return new Checked(planner.checks.warnings(), error);
  }

  /**
   * The answer of the build checks.
   *
   * @param warnings in the order in which they were found
   * @param error why there can be no build; warnings that make one are among them
   */
  public record Checked(List<BuildWarning> warnings, Optional<DrydockException> error) {}

  private Plan plan(boolean allStages) {
    checks.file();
    List<Platform> platforms =
        request.platforms().isEmpty() ? List.of(request.buildPlatform()) : request.platforms();
    var targets = new ArrayList<Plan.Target>();
    for (Platform platform : platforms) {
      targets.add(target(platform, allStages));
    }
    checks.demandNone();
    return new Plan(targets, checks.warnings());
  }

  private Plan.Target target(Platform platform, boolean allStages) {
    var lexer = new ShellLexer(request.dockerfile().directives().escape());
    Map<String, String> arguments = GlobalArguments.of(request, platform, lexer);
    var epoch = new SourceDateEpoch(request, resolver, lexer).resolve(arguments);
    Map<String, String> buildArgs = new LinkedHashMap<>(request.buildArgs());
    SourceDateEpoch.replace(arguments, epoch);
    SourceDateEpoch.replace(buildArgs, epoch);

    checkFroms(platform, arguments, lexer);
    StageGraph graph = StageGraph.of(request.dockerfile(), arguments, lexer);
    StageState wanted = graph.target(request.target());
    var bases = new BaseImages(resolver, new NamedContexts(request.contexts()), platform, checks);
    List<StageState> needed =
        new Triggers(graph, bases).settle(allStages ? graph.declared() : List.of(wanted));

    var scope =
        new PlanScope(request, platform, arguments, buildArgs, lexer, epoch, sources, checks);
    var stages = new StagePlanner(scope, bases);
    needed.forEach(stages::plan);
    return result(platform, StagePlanner.resultOf(wanted), epoch);
  }

  private void checkFroms(Platform platform, Map<String, String> arguments, ShellLexer lexer) {
    try {
      checks.froms(arguments, GlobalArguments.defaults(request, platform, lexer));
    } catch (DrydockException e) {
      // Without build arguments an ARG has no value; with them, the plan is what counts.
    }
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
