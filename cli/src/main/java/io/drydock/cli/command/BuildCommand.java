package io.drydock.cli.command;

import io.drydock.build.BuildResult;
import io.drydock.build.execute.Builder;
import io.drydock.build.explain.Explanation;
import io.drydock.build.input.BuildInput;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.input.TarContexts;
import io.drydock.build.options.BuildPreparation;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.Planner;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.progress.Progress;
import io.drydock.cli.sources.BuildImages;
import io.drydock.core.Json;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Builds an image from a Dockerfile. */
final class BuildCommand implements Command {
  private final AtomicReference<@Nullable Explanation> explanation = new AtomicReference<>();
  private final Definition definition;

  /** A build of the Dockerfile that the flags name. */
  BuildCommand() {
    this(BuildCommand::dockerfile);
  }

  BuildCommand(Definition definition) {
    this.definition = definition;
  }

  /** Reads what to build. */
  @FunctionalInterface
  interface Definition {
    BuildInput read(Session session, Arguments arguments, PreparationEvents events);
  }

  @Override
  public Spec spec() {
    return BuildFlags.add(
        Spec.of("build [OPTIONS] PATH | URL | -", "Build an image from a Dockerfile")
            .arguments(1, 1)
            .aliases("image build", "build", "builder build", "buildx build")
            .details(
                """
                The context is a directory, or '-' for a tar or a Dockerfile on standard input. Images that FROM
                names are taken from the store, else made from a definition in a bases/ folder (see 'drydock
                base --help'), else pulled.

                RUN steps share the host's network for now: --network=default means host.\
                """));
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    return arguments.on("jib")
        ? new JavaBuildCommand().run(session, arguments)
        : build(session, arguments);
  }

  /** Builds what the definition says. */
  int build(Session session, Arguments arguments) throws IOException {
    var preparation =
        new BuildPreparation(BuildFlags.options(session, arguments), session.surroundings());
    Optional<CallMethod> call = CallMethod.of(arguments);
    if (call.isPresent()) {
      return new BuildCall(session, arguments, call.get()).run(definition, preparation);
    }
    BuildResult result;
    try (Progress progress = Progress.of(progressMode(session, arguments), session.err())) {
      var events = new PreparationEvents(progress);
      BuildInput input = definition.read(session, arguments, events);
      if (arguments.given("print")) {
        new BuildPrint(session, arguments, events).print(preparation, input);
        return 0;
      }
      result = build(session, arguments, preparation, input, progress);
    }
    report(session, arguments, preparation.tags(), result);
    if (result.cachedSteps() < result.steps()) {
      AfterBuild.collect(session);
    }
    Explanation explained = explanation.get();
    if (explained != null) {
      ExplanationReport.print(session, arguments.value("explain", ""), explained);
    }
    return 0;
  }

  private static BuildInput dockerfile(
      Session session, Arguments arguments, PreparationEvents events) {
    Optional<String> file = arguments.value("file");
    var tars =
        new TarContexts(
            session.store(),
            () ->
                new BuildPreparation(BuildFlags.options(session, arguments), session.surroundings())
                    .remoteAccess(session.store()));
    return events.step(
        PreparationEvents.definition(file.orElse(BuildInput.DEFAULT_NAME)),
        _ -> BuildInput.read(arguments.argument(0), file, session.in(), tars));
  }

  private static String progressMode(Session session, Arguments arguments) {
    if (arguments.on("quiet")) {
      return "quiet";
    }
    String mode =
        arguments.value("progress").or(() -> session.variable("BUILDKIT_PROGRESS")).orElse("auto");
    // A shell in a step cannot share the terminal with a display that repaints it.
    boolean shell = arguments.given("on-error") || arguments.given("invoke");
    return shell && mode.equals("auto") ? "plain" : mode;
  }

  private BuildResult build(
      Session session,
      Arguments arguments,
      BuildPreparation preparation,
      BuildInput input,
      Progress progress) {
    try (var images = new BuildImages(session, arguments, new PreparationEvents(progress))) {
      Plan plan = Planner.plan(preparation.planRequest(input), images.resolver());
      var builder = new Builder(session.store(), images.sources());
      if (arguments.given("explain")) {
        builder.explain(explanation::set);
      }
      return builder.build(
          preparation.buildRequest(input, plan, StepVisit.asked(session, arguments)), progress);
    }
  }

  /** The last words: files that were asked for, and a line that says what came of it. */
  private static void report(
      Session session, Arguments arguments, List<ImageReference> tags, BuildResult result)
      throws IOException {
    Optional<String> id = BuildReport.id(result);
    if (arguments.given("iidfile") && id.isPresent()) {
      Files.writeString(session.path(arguments.value("iidfile", "")), id.get());
    }
    if (arguments.given("metadata-file")) {
      Files.writeString(
          session.path(arguments.value("metadata-file", "")),
          Json.pretty(BuildMetadata.of(session, tags, result)) + "\n");
    }
    switch (progressMode(session, arguments)) {
      case "quiet" -> id.ifPresent(session.out()::println);
      case "rawjson", "none" -> {
        // Whoever reads the former wants nothing else in between.
      }
      default -> {
        session.err().println(BuildReport.summary(tags, result));
        BuildWarnings.print(result.warnings(), session.global().on("debug"), session.err());
      }
    }
  }
}
