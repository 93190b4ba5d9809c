package io.drydock.cli.command;

import com.google.gson.JsonObject;
import io.drydock.bake.model.Selection;
import io.drydock.bake.model.Target;
import io.drydock.bake.model.TargetAttribute;
import io.drydock.bake.request.Access;
import io.drydock.bake.request.TargetBuild;
import io.drydock.build.BuildListener;
import io.drydock.build.BuildResult;
import io.drydock.build.Output;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.plan.ImageResolver;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Session;
import io.drydock.cli.progress.Progress;
import io.drydock.cli.progress.Terminal;
import io.drydock.cli.sources.BuildImages;
import io.drydock.cli.sources.GroupBuild;
import io.drydock.cli.sources.RememberingResolver;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries out what a call of bake selects: one build of all targets, or an answer about each. */
final class BakeBuild {
  private final Session session;
  private final Arguments arguments;
  private final GroupBuild group;

  BakeBuild(Session session, Arguments arguments) {
    this.session = session;
    this.arguments = arguments;
    this.group = new GroupBuild(session, arguments);
  }

  int run(Selection selection, List<String> overrides) throws IOException {
    checkAccess(selection, overrides);
    warnOfResources(selection);
    Optional<CallMethod> call = call(selection);
    if (call.isPresent()) {
      answer(selection, call.get());
      return 0;
    }
    List<TargetBuild> builds;
    List<BuildResult> results;
    try (Progress progress = Progress.of(progressMode(), session.err())) {
      builds = read(selection, progress);
      results = group.build(builds, progress);
    }
    report(builds, results);
    return 0;
  }

  private void checkAccess(Selection selection, List<String> overrides) throws IOException {
    boolean files =
        session
            .variable("BUILDX_BAKE_ENTITLEMENTS_FS")
            .filter(value -> value.equals("0") || value.equalsIgnoreCase("false"))
            .isEmpty();
    var allowed = new ArrayList<>(arguments.all("allow"));
    if (!files) {
      allowed.add("fs=*");
    }
    Set<String> missing = new Access(session.path("."), allowed, overrides).missing(selection);
    if (missing.isEmpty()) {
      return;
    }
    String flags = String.join(" ", missing.stream().map(each -> "--allow=" + each).toList());
    boolean asks = Terminal.isInput() && Terminal.isOutput();
    boolean granted =
        asks
            && Confirmation.given(
                session,
                "The bake files ask for more than usual:\n  " + String.join("\n  ", missing));
    if (!granted) {
      throw new DrydockException(
              ErrorKind.FORBIDDEN, "additional privileges requested: " + String.join(", ", missing))
          .withHint("If you trust the bake files, add: " + flags);
    }
  }

  private void warnOfResources(Selection selection) {
    for (Target each : selection.targets().values()) {
      if (!each.named(TargetAttribute.RESOURCES).isEmpty()) {
        session
            .err()
            .println(
                "WARNING: target " + each.name() + ": resources are not limited by this release");
      }
    }
  }

  private Optional<CallMethod> call(Selection selection) {
    Optional<CallMethod> asked = CallMethod.of(arguments);
    if (asked.isPresent() || arguments.given("call")) {
      return asked;
    }
    return selection.targets().values().stream()
        .flatMap(each -> each.text(TargetAttribute.CALL).stream())
        .filter(each -> !each.isEmpty() && !each.equals("build"))
        .findFirst()
        .map(CallMethod::parse);
  }

  private void answer(Selection selection, CallMethod method) {
    List<TargetBuild> builds = read(selection, BuildListener.SILENT);
    var events = new PreparationEvents(BuildListener.SILENT);
    try (var images = new BuildImages(session, arguments, events, GroupBuild.contexts(builds))) {
      var call = new BuildCall(session, arguments, method);
      ImageResolver resolver = new RememberingResolver(images.resolver());
      for (TargetBuild each : builds) {
        if (builds.size() > 1 && !method.json()) {
          session.out().println(each.target().name() + ":");
        }
        call.answer(each.planRequest(resolver), resolver);
      }
    }
  }

  private List<TargetBuild> read(Selection selection, BuildListener listener) {
    boolean described = arguments.given("metadata-file") && BuildMetadata.wantsProvenance(session);
    return group.read(selection, described, listener);
  }

  private String progressMode() {
    return arguments
        .value("progress")
        .or(() -> session.variable("BUILDKIT_PROGRESS"))
        .orElse("auto");
  }

  private void report(List<TargetBuild> builds, List<BuildResult> results) throws IOException {
    if (arguments.given("metadata-file")) {
      var json = new JsonObject();
      for (int i = 0; i < builds.size(); i++) {
        TargetBuild build = builds.get(i);
        json.add(
            build.target().name(),
            BuildMetadata.of(session, build.preparation().tags(), results.get(i)));
      }
      Files.writeString(
          session.path(arguments.value("metadata-file", "")), Json.pretty(json) + "\n");
    }
    switch (progressMode()) {
      case "quiet", "rawjson", "none" -> {
        // Whoever asks for these wants nothing else.
      }
      default -> summaries(builds, results);
    }
  }

  private void summaries(List<TargetBuild> builds, List<BuildResult> results) {
    for (int i = 0; i < builds.size(); i++) {
      if (builds.get(i).preparation().outputs().equals(List.of(new Output.CacheOnly()))) {
        continue;
      }
      session.err().println("target " + builds.get(i).target().name() + ":");
      BuildResult result = results.get(i);
      session.err().println(BuildReport.summary(builds.get(i).preparation().tags(), result));
      BuildWarnings.print(result.warnings(), session.global().on("debug"), session.err());
    }
  }
}
