package io.drydock.engine.runtime;

import io.drydock.container.ContainerSpec;
import io.drydock.container.Resources;
import io.drydock.engine.runtime.cgroup.CgroupSupport;
import java.util.List;

/**
 * Whether a container can be what it is asked to be on a host like this one, in Docker's words. It
 * depends on its arguments alone.
 */
public final class RequestChecks {
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
   * Checks the body of {@code POST /containers/create}.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID for what contradicts itself or is out
   *     of range, UNSUPPORTED for what no host of Drydock can do
   */
  public Checked check(ContainerSpec spec) {
    throw new UnsupportedOperationException(spec + " on " + support);
  }

  /**
   * Checks the body of {@code POST /containers/ID/update}, and applies it.
   *
   * @param change what is to be changed; what is unset stays as it is
   */
  public CheckedResources update(Resources current, Resources change) {
    throw new UnsupportedOperationException(current + " and " + change);
  }
}
