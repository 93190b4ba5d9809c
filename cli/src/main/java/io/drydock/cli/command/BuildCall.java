package io.drydock.cli.command;

import com.google.gson.JsonObject;
import io.drydock.build.BuildListener;
import io.drydock.build.call.CallJson;
import io.drydock.build.call.CheckAnswer;
import io.drydock.build.input.BuildInput;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.options.BuildPreparation;
import io.drydock.build.plan.ImageResolver;
import io.drydock.build.plan.Outline;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.plan.Planner;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.cli.sources.BuildImages;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.Dockerfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Answers {@code build --call}: a question about a build instead of the build. */
final class BuildCall {
  private final Session session;
  private final Arguments arguments;
  private final CallMethod method;
  private final CallText text;

  BuildCall(Session session, Arguments arguments, CallMethod method) {
    this.session = session;
    this.arguments = arguments;
    this.method = method;
    this.text = new CallText(session.out());
  }

  /**
   * Prints the answer.
   *
   * @return the exit code
   * @throws DrydockException what keeps the build from being planned
   */
  int run(BuildCommand.Definition definition, BuildPreparation preparation) {
    var events = new PreparationEvents(BuildListener.SILENT);
    BuildInput input;
    try {
      input = definition.read(session, arguments, events);
    } catch (DrydockException e) {
      if (method.name().equals("check")) {
        unreadable(e, preparation.buildArgs());
      }
      throw e;
    }
    try (var images = new BuildImages(session, arguments, events)) {
      answer(preparation.planRequest(input), images.resolver());
    }
    return 0;
  }

  /**
   * Prints the answer to a question about the request.
   *
   * @throws DrydockException what keeps the build from being planned
   */
  void answer(PlanRequest request, ImageResolver resolver) {
    Dockerfile file = request.dockerfile();
    switch (method.name()) {
      case "targets" -> answer(() -> CallJson.targets(file), () -> text.targets(file));
      case "outline" -> {
        Outline outline = Outline.of(request);
        answer(() -> CallJson.outline(outline, file), () -> text.outline(outline));
      }
      default -> check(CheckAnswer.of(Planner.check(request, resolver), file.name(), file.text()));
    }
  }

  /** Makes JSON of an answer. */
  @FunctionalInterface
  private interface Conversion {
    JsonObject toJson();
  }

  private void answer(Conversion conversion, Runnable print) {
    if (method.json()) {
      session.out().println(Json.pretty(conversion.toJson(), "  "));
    } else {
      print.run();
    }
  }

  /** Prints the warnings; then the error is thrown, if there is one. */
  private void check(CheckAnswer checked) {
    answer(checked::toJson, () -> checked.print(session.out()));
    if (checked.error().isPresent()) {
      throw checked.error().get();
    }
  }

  /** Says what stands before the place where a Dockerfile cannot be read. */
  private void unreadable(DrydockException error, Map<String, String> buildArgs) {
    String name = error.location().map(SourceLocation::file).orElse("");
    String dockerfile;
    try {
      dockerfile = Files.readString(Path.of(name), StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException e) {
      // It came from elsewhere; the error alone has to do.
      return;
    }
    check(CheckAnswer.unreadable(error, name, dockerfile, buildArgs));
  }
}
