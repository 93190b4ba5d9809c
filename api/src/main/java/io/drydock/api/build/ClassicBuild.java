package io.drydock.api.build;

import com.google.gson.JsonObject;
import io.drydock.api.image.JsonLines;
import io.drydock.api.image.RegistryAuth;
import io.drydock.api.route.Call;
import io.drydock.build.BuildListener;
import io.drydock.build.BuildRequest;
import io.drydock.build.BuildResult;
import io.drydock.build.StepFailedException;
import io.drydock.build.execute.Builder;
import io.drydock.build.image.ImageSources;
import io.drydock.build.input.BuildInput;
import io.drydock.build.input.TarContexts;
import io.drydock.build.options.BuildPreparation;
import io.drydock.build.options.Surroundings;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.Planner;
import io.drydock.buildkit.control.BuildSite;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.Puller;
import io.drydock.distribution.Registries;
import io.drydock.distribution.TransferListener;
import io.drydock.distribution.credentials.Credentials;
import io.drydock.oci.ImageReference;
import io.drydock.store.Lease;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One build by {@code POST /build}: an archive in, lines of JSON out. */
final class ClassicBuild {
  private static final Pattern COMMAND =
      Pattern.compile("process \"(.*)\" did not", Pattern.DOTALL);

  private final BuildSite site;
  private final Call call;
  private final BuildParameters parameters;

  ClassicBuild(BuildSite site, Call call) {
    this.site = site;
    this.call = call;
    this.parameters = new BuildParameters(call.query());
  }

  /** Answers the call; a client that leaves ends the build. */
  void run() throws IOException {
    Thread building = Thread.currentThread();
    call.onAbort(building::interrupt);
    JsonLines.answer(call, this::build);
  }

  private void build(JsonLines lines) throws IOException {
    var surroundings =
        new Surroundings(
            Path.of("/"),
            Map.of("BUILDX_NO_DEFAULT_ATTESTATIONS", "1", "BUILDX_GIT_INFO", "false"),
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream());
    var preparation = new BuildPreparation(parameters.options(), surroundings);
    Map<String, Credentials> logins = RegistryAuth.several(call.header("X-Registry-Config"));
    try (Lease _ = site.store().lease();
        Registries registries =
            Registries.open(
                site.registries(),
                TransferListener.NONE,
                domain -> Optional.ofNullable(logins.get(domain)))) {
      BuildInput input = input(preparation);
      var puller = new Puller(registries, site.store(), TransferListener.NONE);
      var images =
          new ImageSources(
              site.store(), List.of(), site.providers(), () -> puller, parameters.pull());
      Plan plan = Planner.plan(preparation.planRequest(input), images);
      carryOut(lines, images, preparation.buildRequest(input, plan), preparation.tags());
    }
  }

  private BuildInput input(BuildPreparation preparation) {
    var tars = new TarContexts(site.store(), () -> preparation.remoteAccess(site.store()));
    return BuildInput.read(parameters.context(), parameters.dockerfile(), call.body(), tars);
  }

  private void carryOut(
      JsonLines lines, ImageSources images, BuildRequest request, List<ImageReference> tags) {
    int steps = StepCount.of(request.plan());
    BuildListener listener =
        parameters.quiet() ? BuildListener.SILENT : new StepLines(lines, steps);
    BuildResult result;
    try {
      result = new Builder(site.store(), images).build(request, listener);
    } catch (StepFailedException e) {
      lines.error(message(e), e.exitCode());
      return;
    }
    String id =
        result.images().stream()
            .findFirst()
            .map(each -> each.id().toString())
            .orElseThrow(() -> new DrydockException(ErrorKind.INTERNAL, "the build made no image"));
    tell(lines, id, tags);
  }

  /** The classic builder's words, by which programs know the failure. */
  private static String message(StepFailedException e) {
    Matcher command = COMMAND.matcher(e.getMessage());
    return command.find()
        ? "The command '" + command.group(1) + "' returned a non-zero code: " + e.exitCode()
        : e.getMessage();
  }

  private void tell(JsonLines lines, String id, List<ImageReference> tags) {
    if (parameters.quiet()) {
      lines.stream(id + "\n");
      return;
    }
    var aux = new JsonObject();
    aux.addProperty("ID", id);
    lines.aux(aux);
    String digits = id.substring(id.indexOf(':') + 1);
    lines.stream("Successfully built " + digits.substring(0, 12) + "\n");
    tags.forEach(each -> lines.stream("Successfully tagged " + each.familiar() + "\n"));
  }
}
