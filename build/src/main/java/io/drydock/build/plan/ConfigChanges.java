package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Instructions that change how an image is run without a build: {@code --change} of commit and
 * import.
 */
public final class ConfigChanges {
  private static final String FROM = "FROM changed\n";

  private ConfigChanges() {}

  /**
   * The config with the instructions applied.
   *
   * @param changes each one or more lines of a Dockerfile
   * @throws DrydockException of kind INVALID for what is no instruction, or one that changes files
   */
  public static ContainerConfig apply(ContainerConfig config, List<String> changes) {
    if (changes.isEmpty()) {
      return config;
    }
    var dockerfile = Dockerfile.parse("--change", FROM + String.join("\n", changes));
    if (dockerfile.stages().size() > 1) {
      throw refused("FROM");
    }
    dockerfile.stages().getFirst().instructions().forEach(ConfigChanges::check);
    PlanRequest request = PlanRequest.of(dockerfile).buildPlatform(Platform.host()).build();
    Plan plan = Planner.plan(request, new FixedImage(withTriggers(config, List.of())));
    ContainerConfig changed = plan.targets().getFirst().config().config();
    var triggers = new ArrayList<>(config.onBuild());
    triggers.addAll(changed.onBuild());
    return withTriggers(changed, triggers);
  }

  private static void check(Instruction instruction) {
    switch (instruction) {
      case Instruction.Cmd _,
          Instruction.Entrypoint _,
          Instruction.Env _,
          Instruction.Expose _,
          Instruction.Healthcheck _,
          Instruction.Label _,
          Instruction.OnBuild _,
          Instruction.StopSignal _,
          Instruction.User _,
          Instruction.Volume _,
          Instruction.Workdir _ -> {
        // These change the config alone.
      }
      default -> throw refused(instruction.getClass().getSimpleName().toUpperCase(Locale.ROOT));
    }
  }

  private static DrydockException refused(String instruction) {
    return new DrydockException(
        ErrorKind.INVALID,
        instruction + " is not a valid change command",
        null,
        "--change takes CMD, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, ONBUILD, STOPSIGNAL,"
            + " USER, VOLUME and WORKDIR",
        null);
  }

  private static ContainerConfig withTriggers(ContainerConfig config, List<String> onBuild) {
    return new ContainerConfig(
        config.user(),
        config.exposedPorts(),
        config.env(),
        config.entrypoint(),
        config.cmd(),
        config.volumes(),
        config.workingDir(),
        config.labels(),
        config.stopSignal(),
        config.healthcheck(),
        onBuild,
        config.shell());
  }

  /** Answers with one config whatever is asked for. */
  private record FixedImage(ContainerConfig config) implements ImageResolver {
    @Override
    public Resolved resolve(ImageReference reference, Platform platform) {
      var image = new ImageConfig(platform, Optional.empty(), "", config, List.of(), List.of());
      byte[] bytes = image.toBytes();
      var manifest = new Descriptor(MediaTypes.OCI_MANIFEST, Digest.of(bytes), bytes.length);
      return new Resolved(manifest, image);
    }
  }
}
