package io.drydock.engine.runtime;

import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.Namespaces;
import io.drydock.container.HostConfig.SecurityOptions;
import io.drydock.container.Resources;
import io.drydock.engine.runtime.cgroup.CgroupSupport;
import io.drydock.linux.sandbox.Confinement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a container can be what it is asked to be on a host like this one, in Docker's words. It
 * depends on its arguments alone.
 */
public final class RequestChecks {
  private static final String DEFAULT_RUNTIME = "runc";

  private final CgroupSupport support;

  public RequestChecks(CgroupSupport support) {
    this.support = support;
  }

  /**
   * The request with the engine's defaults filled in and without what this host cannot do.
   *
   * @param warnings what was left out, and why
   */
  public record Checked(ContainerSpec spec, List<String> warnings) {
    public Checked {
      warnings = List.copyOf(warnings);
    }
  }

  /** As {@link Checked}, of an update. */
  public record CheckedResources(Resources resources, List<String> warnings) {
    public CheckedResources {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Checks the body of {@code POST /containers/create}, as the client sent it: what the image says
   * is merged in afterwards, since the ports that it exposes are no contradiction to anything.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID for what contradicts itself or is out
   *     of range, UNSUPPORTED for what no host of Drydock can do
   */
  public Checked check(ContainerSpec spec) {
    SettingsChecks.check(spec.settings());
    HostChecks.check(spec.host());
    NetworkChecks.check(spec);
    ResourceChecks.Checked resources =
        new ResourceChecks(support).check(spec.host().resources(), false);
    var warnings = new ArrayList<>(resources.warnings());
    warnings.addAll(NetworkChecks.warnings(spec.host().networking()));
    HostConfig host = withDefaults(spec.host()).withResources(resources.resources());
    return new Checked(spec.withHost(host), warnings);
  }

  /**
   * Checks the body of {@code POST /containers/ID/update}, and applies it.
   *
   * @param change what is to be changed; what is unset stays as it is
   * @throws io.drydock.core.DrydockException as {@link #check}, and of kind CONFLICT for what
   *     contradicts the present settings
   */
  public CheckedResources update(Resources current, Resources change) {
    ResourceChecks.Checked checked = new ResourceChecks(support).check(change, true);
    return new CheckedResources(
        ResourceUpdate.apply(current, checked.resources()), checked.warnings());
  }

  private HostConfig withDefaults(HostConfig host) {
    Namespaces asked = host.namespaces();
    boolean privileged = host.security().privileged();
    boolean ownCgroup = support.version() == 2;
    var namespaces =
        new Namespaces(
            asked.cgroup().isEmpty() ? (ownCgroup ? "private" : "host") : asked.cgroup(),
            asked.ipc().isEmpty() ? "private" : asked.ipc(),
            asked.pid(),
            asked.user(),
            asked.uts());
    HostConfig filled =
        host.withNamespaces(namespaces)
            .withSecurity(privileged ? host.security() : confined(host.security()));
    return filled.runtime().isEmpty() ? withRuntime(filled) : filled;
  }

  /** With the hidden and read-only paths spelled out, as inspection shows them. */
  private static SecurityOptions confined(SecurityOptions asked) {
    boolean open = SecurityChoices.of(asked).systemPathsUnconfined();
    List<String> nothing = List.of();
    return new SecurityOptions(
        asked.capAdd(),
        asked.capDrop(),
        asked.groupAdd(),
        false,
        asked.securityOptions(),
        asked.sysctls(),
        asked.maskedPaths().or(() -> Optional.of(open ? nothing : Confinement.HIDDEN_PATHS)),
        asked.readonlyPaths().or(() -> Optional.of(open ? nothing : Confinement.READ_ONLY_PATHS)));
  }

  private static HostConfig withRuntime(HostConfig host) {
    return new HostConfig(
        host.storage(),
        host.networking(),
        host.namespaces(),
        host.security(),
        host.resources(),
        host.logConfig(),
        host.restartPolicy(),
        host.autoRemove(),
        host.init(),
        DEFAULT_RUNTIME,
        host.annotations(),
        host.consoleSize(),
        host.containerIdFile());
  }
}
