package io.drydock.cli.compose;

import io.drydock.cli.compose.image.BuildWish;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.plan.Recreate;
import io.drydock.compose.plan.UpRequest;
import io.drydock.compose.plan.VolumeChoice;
import io.drydock.compose.run.ImagePolicy;
import io.drydock.compose.run.UpOptions;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The flags of commands that make containers: which are made anew, from which images. */
final class CreationFlags {
  private static final List<List<String>> EXCLUSIVE =
      List.of(
          List.of("force-recreate", "no-recreate"),
          List.of("always-recreate-deps", "no-recreate"),
          List.of("renew-anon-volumes", "no-recreate"),
          List.of("build", "no-build"));

  private CreationFlags() {}

  static Spec add(Spec spec) {
    return spec.flag("build", Kind.BOOL, "Build images before starting containers")
        .flag(
            "force-recreate",
            Kind.BOOL,
            "Recreate containers even if their configuration and image haven't changed")
        .flag("no-build", Kind.BOOL, "Don't build an image, even if it's policy")
        .flag(
            "no-recreate",
            Kind.BOOL,
            "If containers already exist, don't recreate them. Incompatible with --force-recreate.")
        .flag(
            "pull",
            Kind.STRING,
            "Pull image before running (\"always\"|\"missing\"|\"never\"|\"build\") (default"
                + " \"policy\")")
        .flag("quiet-build", Kind.BOOL, "Suppress the build output")
        .flag("quiet-pull", Kind.BOOL, "Pull without printing progress information")
        .flag(
            "remove-orphans",
            Kind.BOOL,
            "Remove containers for services not defined in the Compose file")
        .flag(
            "scale",
            Kind.STRING_ARRAY,
            "Scale SERVICE to NUM instances. Overrides the scale setting in the Compose file if"
                + " present.")
        .flag("yes", 'y', Kind.BOOL, "Assume \"yes\" as answer to all prompts");
  }

  /**
   * What the flags say.
   *
   * @throws DrydockException of kind INVALID for flags that contradict each other
   */
  static UpOptions read(ComposeCall call) {
    Arguments arguments = call.arguments();
    for (List<String> each : EXCLUSIVE) {
      if (arguments.on(each.get(0)) && arguments.on(each.get(1))) {
        throw new DrydockException(
            ErrorKind.INVALID, "--" + each.get(0) + " and --" + each.get(1) + " are incompatible");
      }
    }
    var request =
        new UpRequest(
            call.services(),
            !arguments.on("no-deps"),
            recreate(arguments),
            arguments.on("always-recreate-deps") ? Recreate.ALWAYS : dependencies(arguments),
            arguments.on("renew-anon-volumes"),
            call.flags().removesOrphans(),
            !arguments.on("no-start"),
            scale(arguments.all("scale")));
    return UpOptions.of(request)
        .with(policy(arguments))
        .withTimeout(call.timeout())
        .with(volumes(call))
        .withParallel(call.flags().parallel());
  }

  private static Recreate recreate(Arguments arguments) {
    return arguments.on("force-recreate") ? Recreate.ALWAYS : dependencies(arguments);
  }

  private static Recreate dependencies(Arguments arguments) {
    return arguments.on("no-recreate") ? Recreate.NEVER : Recreate.CHANGED;
  }

  /** Numbers of containers, each as {@code SERVICE=NUM}. */
  static Map<String, Integer> scale(List<String> words) {
    var scale = new HashMap<String, Integer>();
    for (String each : words) {
      int equals = each.indexOf('=');
      try {
        scale.put(each.substring(0, equals), Integer.parseUnsignedInt(each.substring(equals + 1)));
      } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
        throw new DrydockException(
            ErrorKind.INVALID, "invalid --scale option \"" + each + "\": give SERVICE=NUM", e);
      }
    }
    return scale;
  }

  private static ImagePolicy policy(Arguments arguments) {
    ImagePolicy.Build build =
        arguments.on("build")
            ? ImagePolicy.Build.ALWAYS
            : arguments.on("no-build") ? ImagePolicy.Build.NEVER : ImagePolicy.Build.MISSING;
    String pull = arguments.value("pull", "policy");
    return switch (pull.toLowerCase(Locale.ROOT)) {
      case "policy", "" -> new ImagePolicy(ImagePolicy.Pull.POLICY, build);
      case "always" -> new ImagePolicy(ImagePolicy.Pull.ALWAYS, build);
      case "missing" -> new ImagePolicy(ImagePolicy.Pull.MISSING, build);
      case "never" -> new ImagePolicy(ImagePolicy.Pull.NEVER, build);
      case "build" -> new ImagePolicy(ImagePolicy.Pull.POLICY, ImagePolicy.Build.ALWAYS);
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "invalid --pull option \"" + pull + "\": give always, missing, never or build");
    };
  }

  /** How the call's builds differ from what the files say. */
  static BuildWish wish(Arguments arguments) {
    return arguments.value("pull", "").equals("always")
        ? new BuildWish(
            Map.of(),
            false,
            true,
            List.of(),
            java.util.Optional.empty(),
            java.util.Optional.empty())
        : BuildWish.NONE;
  }

  private static VolumeChoice volumes(ComposeCall call) {
    if (call.arguments().on("yes")) {
      return _ -> true;
    }
    return volume ->
        call.hasTerminal()
            && asked(
                call,
                "Volume \""
                    + volume.name()
                    + "\" exists but doesn't match configuration in compose file. Recreate (data"
                    + " will be lost)?");
  }

  private static boolean asked(ComposeCall call, String question) {
    try {
      return Confirmation.given(call.call().session(), question);
    } catch (IOException e) {
      return false;
    }
  }
}
