package io.drydock.cli.compose;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.composefile.Compose;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.yaml.YamlMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Shows what a project's files come to, in canonical form, or parts of it. */
final class ConfigCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    Spec spec =
        Spec.of(
                "compose config [OPTIONS] [SERVICE...]",
                "Parse, resolve and render compose file in canonical format")
            .aliases("compose config", "compose convert")
            .arguments(0, Spec.ANY);
    return parts(spec)
        .flag("format", Kind.STRING, "Format the output. Values: [yaml | json] (default \"yaml\")")
        .flag("lock-image-digests", Kind.BOOL, "Produces an override file with image digests")
        .flag(
            "no-consistency",
            Kind.BOOL,
            "Don't check model consistency - warning: may produce invalid Compose output")
        .flag("no-env-resolution", Kind.BOOL, "Don't resolve service env files")
        .flag("no-interpolate", Kind.BOOL, "Don't interpolate environment variables")
        .flag("no-normalize", Kind.BOOL, "Don't normalize compose model")
        .flag("no-path-resolution", Kind.BOOL, "Don't resolve file paths")
        .flag("output", 'o', Kind.STRING, "Save to file (default to stdout)")
        .flag("quiet", 'q', Kind.BOOL, "Only validate the configuration, don't print anything")
        .flag("resolve-image-digests", Kind.BOOL, "Pin image tags to digests");
  }

  private static Spec parts(Spec spec) {
    return spec.flag("environment", Kind.BOOL, "Print environment used for interpolation.")
        .flag("hash", Kind.STRING, "Print the service config hash, one per line; * for all.")
        .flag("images", Kind.BOOL, "Print the image names, one per line.")
        .flag("models", Kind.BOOL, "Print the model names, one per line.")
        .flag("networks", Kind.BOOL, "Print the network names, one per line.")
        .flag("profiles", Kind.BOOL, "Print the profile names, one per line.")
        .flag("services", Kind.BOOL, "Print the service names, one per line.")
        .flag("variables", Kind.BOOL, "Print model variables and default values.")
        .flag("volumes", Kind.BOOL, "Print the volume names, one per line.");
  }

  @Override
  protected int run(ComposeCall call) throws IOException {
    Arguments arguments = call.arguments();
    ComposeRequest request = call.request(options(call));
    Optional<String> part = new ConfigParts(call, request).text();
    String text = part.isPresent() ? part.get() : document(call, request);
    if (arguments.on("quiet")) {
      return 0;
    }
    Optional<String> output = arguments.value("output");
    if (output.isPresent()) {
      Files.writeString(call.call().session().path(output.get()), text);
    } else {
      call.out().print(text);
    }
    return 0;
  }

  private static String document(ComposeCall call, ComposeRequest request) {
    boolean plain = call.arguments().on("no-interpolate");
    if (plain) {
      YamlMapping model = call.guarded(() -> Compose.model(request, call::warn));
      return ConfigText.of(call.arguments(), model);
    }
    Project project = call.load(request);
    return ConfigText.of(call.arguments(), new ImageDigests(call).pin(project));
  }

  private static LoadOptions options(ComposeCall call) {
    Arguments arguments = call.arguments();
    boolean plain = arguments.on("no-interpolate");
    return new LoadOptions(
        !plain,
        true,
        !arguments.on("no-normalize"),
        !arguments.on("no-path-resolution"),
        !arguments.on("no-consistency"),
        !arguments.on("no-env-resolution"),
        true,
        List.of(),
        call.services(),
        !call.flags().allResources());
  }
}
