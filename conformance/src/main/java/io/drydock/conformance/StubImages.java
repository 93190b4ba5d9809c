package io.drydock.conformance;

import io.drydock.build.plan.ImageResolver;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import java.util.List;
import java.util.Optional;

/** Every image there could be, all alike, as when the answers were recorded. */
final class StubImages implements ImageResolver {
  private static final Digest ANY = Digest.parse("sha256:" + "c".repeat(64));

  @Override
  public Resolved resolve(ImageReference reference, Platform platform) {
    ContainerConfig none = ContainerConfig.EMPTY;
    var config =
        new ContainerConfig(
            none.user(),
            none.exposedPorts(),
            List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
            none.entrypoint(),
            Optional.of(List.of("sh")),
            none.volumes(),
            none.workingDir(),
            none.labels(),
            none.stopSignal(),
            none.healthcheck(),
            none.onBuild(),
            none.shell());
    var base = new ImageConfig.History(Optional.empty(), "base", "", "", false);
    return new Resolved(
        new Descriptor(MediaTypes.OCI_MANIFEST, ANY, 1),
        new ImageConfig(
            new Platform("linux", "amd64", ""),
            Optional.empty(),
            "",
            config,
            List.of(ANY),
            List.of(base)));
  }
}
