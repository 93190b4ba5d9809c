package io.drydock.cli.command;

import io.drydock.build.BuildResult;
import io.drydock.build.execute.Builder;
import io.drydock.build.input.BuildInput;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.input.TarContexts;
import io.drydock.build.options.BuildPreparation;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.plan.Planner;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.progress.Progress;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Builds an image from a Dockerfile. */
final class BuildCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("build [OPTIONS] PATH | URL | -", "Build an image from a Dockerfile")
        .arguments(1, 1)
        .aliases("image build", "build", "builder build")
        .details(
            """
            The context is a directory, or '-' for a tar or a Dockerfile on standard input. Images that FROM
            names are taken from the store, else made from a definition in a bases/ folder (see 'drydock
            base --help'), else pulled.

            RUN steps share the host's network for now: --network=default means host.\
            """)
        .flag("add-host", Kind.STRINGS, "Add a custom host-to-IP mapping (format: \"host:ip\")")
        .flag(
            "bases",
            Kind.STRING_ARRAY,
            "Folder of base image definitions (default: bases/ beside the context, its parent's or the project's)")
        .flag("build-arg", Kind.STRING_ARRAY, "Set build-time variables")
        .flag("build-context", Kind.STRING_ARRAY, "Additional build contexts (e.g., name=path)")
        .flag("file", 'f', Kind.STRING, "Name of the Dockerfile (default: \"PATH/Dockerfile\")")
        .flag("iidfile", Kind.STRING, "Write the image ID to a file")
        .flag("label", Kind.STRING_ARRAY, "Set metadata for an image")
        .flag(
            "load",
            Kind.BOOL,
            "Keep the image in the store; always so unless --output says otherwise")
        .flag("metadata-file", Kind.STRING, "Write build result metadata to a file")
        .flag(
            "network",
            Kind.STRING,
            "Set the networking mode for the \"RUN\" instructions during build: default, host or none (default \"default\")")
        .flag("no-cache", Kind.BOOL, "Do not use cache when building the image")
        .flag("no-cache-filter", Kind.STRINGS, "Do not cache specified stages")
        .flag(
            "output",
            'o',
            Kind.STRING_ARRAY,
            "Output destination (format: \"type=local,dest=path\"); types: image, oci, docker, tar, local")
        .flag("platform", Kind.STRINGS, "Set target platform for build")
        .flag(
            "print",
            Kind.STRING,
            "Print what would be done instead of building: dockerfile or plan")
        .flag(
            "progress",
            Kind.STRING,
            "Set type of progress output (\"auto\", \"none\", \"plain\", \"quiet\", \"rawjson\", \"tty\"). Use plain to show container output (default \"auto\")")
        .flag("pull", Kind.BOOL, "Always attempt to pull all referenced images")
        .flag("quiet", 'q', Kind.BOOL, "Suppress the build output and print image ID on success")
        .flag(
            "secret",
            Kind.STRING_ARRAY,
            "Secret to expose to the build (format: \"id=mysecret[,src=/local/secret]\")")
        .flag("shm-size", Kind.BYTES, "Shared memory size for build containers")
        .flag(
            "ssh",
            Kind.STRING_ARRAY,
            "SSH agent socket to expose to the build (format: \"default|<id>[=<socket>]\")")
        .flag("tag", 't', Kind.STRING_ARRAY, "Name and optionally a tag (format: \"name:tag\")")
        .flag("target", Kind.STRING, "Set the target build stage to build")
        .flag("compress", Kind.BOOL, "Accepted for docker's sake; the context is not sent anywhere")
        .flag("force-rm", Kind.BOOL, "Accepted for docker's sake; nothing is left to remove")
        .flag("rm", Kind.BOOL, "Accepted for docker's sake; nothing is left to remove");
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    var preparation =
        new BuildPreparation(BuildFlags.options(session, arguments), session.surroundings());
    BuildResult result;
    try (Progress progress = Progress.of(progressMode(session, arguments), session.err())) {
      var events = new PreparationEvents(progress);
      BuildInput input = input(session, arguments, events);
      if (arguments.given("print")) {
        return print(session, arguments, preparation.planRequest(input), events);
      }
      result = build(session, arguments, preparation, input, progress);
    }
    report(session, arguments, preparation.tags(), result);
    return 0;
  }

  private static BuildInput input(Session session, Arguments arguments, PreparationEvents events) {
    Optional<String> file = arguments.value("file");
    var tars = new TarContexts(session.store());
    return events.step(
        "[internal] load build definition from " + file.orElse(BuildInput.DEFAULT_NAME),
        _ -> BuildInput.read(arguments.argument(0), file, session.in(), tars));
  }

  private static String progressMode(Session session, Arguments arguments) {
    return arguments.on("quiet")
        ? "quiet"
        : arguments
            .value("progress")
            .or(() -> session.variable("BUILDKIT_PROGRESS"))
            .orElse("auto");
  }

  private static int print(
      Session session, Arguments arguments, PlanRequest request, PreparationEvents events) {
    switch (arguments.value("print", "")) {
      case "dockerfile" -> session.out().print(request.dockerfile().print());
      case "plan" -> {
        try (var images = new BuildImages(session, arguments, events)) {
          session.out().print(Planner.plan(request, images.resolver()).print());
        }
      }
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "--print shows \"dockerfile\" or \"plan\", not \""
                  + arguments.value("print", "")
                  + "\"");
    }
    return 0;
  }

  private static BuildResult build(
      Session session,
      Arguments arguments,
      BuildPreparation preparation,
      BuildInput input,
      Progress progress) {
    try (var images = new BuildImages(session, arguments, new PreparationEvents(progress))) {
      Plan plan = Planner.plan(preparation.planRequest(input), images.resolver());
      return new Builder(session.store(), images.sources())
          .build(preparation.buildRequest(input, plan), progress);
    }
  }

  /** The last words: files that were asked for, and a line that says what came of it. */
  private static void report(
      Session session, Arguments arguments, List<ImageReference> tags, BuildResult result)
      throws IOException {
    Optional<String> id = result.images().stream().map(image -> image.id().toString()).findFirst();
    if (arguments.given("iidfile") && id.isPresent()) {
      Files.writeString(session.path(arguments.value("iidfile", "")), id.get());
    }
    if (arguments.given("metadata-file")) {
      BuildReport.writeMetadata(session.path(arguments.value("metadata-file", "")), tags, result);
    }
    switch (progressMode(session, arguments)) {
      case "quiet" -> id.ifPresent(session.out()::println);
      case "rawjson", "none" -> {
        // Whoever reads the former wants nothing else in between.
      }
      default -> session.err().println(BuildReport.summary(tags, result));
    }
  }
}
