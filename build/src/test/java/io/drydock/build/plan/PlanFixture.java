package io.drydock.build.plan;

import io.drydock.dockerfile.Dockerfile;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Plans made from small Dockerfiles, with images that are known beforehand. */
final class PlanFixture implements ImageResolver {
  static final Platform AMD64 = new Platform("linux", "amd64", "");
  static final Platform ARM64 = new Platform("linux", "arm64", "");

  /** What was asked for, in order. */
  final List<Wanted> asked = new ArrayList<>();

  private final Map<String, ImageConfig> images = new HashMap<>();

  /** Another image than the plain one, under a familiar name. */
  PlanFixture with(String name, ImageConfig config) {
    images.put(name, config);
    return this;
  }

  @Override
  public Resolved resolve(ImageReference reference, Platform platform) {
    asked.add(new Wanted(reference, platform));
    ImageConfig config = images.getOrDefault(reference.familiarName(), plain(platform));
    Digest digest = Digest.of(reference.toString().getBytes(StandardCharsets.UTF_8));
    return new Resolved(new Descriptor(MediaTypes.OCI_MANIFEST, digest, 1), config);
  }

  Plan plan(String dockerfile, Consumer<PlanRequest.Builder> more) {
    var request = PlanRequest.of(Dockerfile.parse("Dockerfile", dockerfile)).buildPlatform(AMD64);
    more.accept(request);
    return Planner.plan(request.build(), this);
  }

  Plan.Target target(String dockerfile) {
    return target(dockerfile, request -> {});
  }

  Plan.Target target(String dockerfile, Consumer<PlanRequest.Builder> more) {
    return plan(dockerfile, more).targets().getFirst();
  }

  /** The config of the plan's only image. */
  ContainerConfig config(String dockerfile) {
    return target(dockerfile).config().config();
  }

  static List<String> titles(Plan.Target target) {
    return PlanPrinter.inputsFirst(target.root()).stream().map(Node::title).toList();
  }

  static List<String> createdBy(Plan.Target target) {
    return target.config().history().stream().map(ImageConfig.History::createdBy).toList();
  }

  /** An image with one layer, the command {@code sh} and nothing else set. */
  static ImageConfig plain(Platform platform) {
    return image(platform, List.of(), List.of());
  }

  static ImageConfig image(Platform platform, List<String> env, List<String> onBuild) {
    ContainerConfig none = ContainerConfig.EMPTY;
    var config =
        new ContainerConfig(
            none.user(),
            none.exposedPorts(),
            env,
            none.entrypoint(),
            Optional.of(List.of("sh")),
            none.volumes(),
            none.workingDir(),
            none.labels(),
            none.stopSignal(),
            none.healthcheck(),
            onBuild,
            none.shell());
    var history = new ImageConfig.History(Optional.empty(), "base", "", "", false);
    Digest layer = Digest.of(new byte[] {1});
    return new ImageConfig(
        platform, Optional.empty(), "", config, List.of(layer), List.of(history));
  }
}
