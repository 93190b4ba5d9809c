package io.drydock.cli.sources;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.distribution.Mirror;
import io.drydock.distribution.Registries;
import io.drydock.distribution.RegistrySettings;
import io.drydock.distribution.transport.WaitListener;

/** The flags of all commands that talk to registries: what docker's daemon is configured with. */
public final class RegistryFlags {
  private RegistryFlags() {}

  public static Spec add(Spec spec) {
    return spec.flag(
        "insecure-registry",
        Kind.STRINGS,
        "Registry (HOST[:PORT] or network) that may lack a good certificate or any encryption");
  }

  public static Spec addWithMirrors(Spec spec) {
    return add(spec)
        .flag(
            "registry-mirror",
            Kind.STRINGS,
            "Registry to ask first: URL for Docker Hub, or HOST=URL");
  }

  public static Registries open(Session session, Arguments arguments, WaitListener listener) {
    RegistrySettings settings =
        RegistrySettings.of(session.environment())
            .withConfig(session.dockerConfig())
            .withInsecure(arguments.all("insecure-registry"))
            .withMirrors(arguments.all("registry-mirror").stream().map(Mirror::parse).toList());
    return Registries.open(settings, listener);
  }
}
