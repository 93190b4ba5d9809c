package io.drydock.api.container;

import io.drydock.api.route.Filters;
import io.drydock.api.route.Times;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.container.Container;
import io.drydock.engine.container.Containers;
import io.drydock.engine.health.HealthState;
import io.drydock.engine.network.NetworkMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which containers a list or a prune is about. */
final class ContainerFilter implements Predicate<Container> {
  private static final Set<String> LIST =
      Set.of(
          "ancestor",
          "annotation",
          "before",
          "exited",
          "expose",
          "health",
          "id",
          "is-task",
          "isolation",
          "label",
          "name",
          "network",
          "publish",
          "since",
          "status",
          "volume");
  private static final Set<String> PRUNE = Set.of("label", "label!", "until");

  private final Filters filters;
  private final Ancestors ancestors;
  private final List<Integer> exitCodes;
  private final Optional<Instant> before;
  private final Optional<Instant> since;
  private final Optional<Instant> until;

  private ContainerFilter(Filters filters, Containers containers, Ancestors ancestors) {
    this.filters = filters;
    this.ancestors = ancestors;
    this.exitCodes = filters.values("exited").stream().map(ContainerFilter::exitCode).toList();
    this.before = created(filters, "before", containers);
    this.since = created(filters, "since", containers);
    this.until = filters.values("until").stream().findFirst().flatMap(Times::parse);
    words(
        filters,
        "status",
        Arrays.stream(io.drydock.engine.container.ContainerState.Status.values())
            .map(each -> each.word())
            .toList());
    words(filters, "health", List.of("none", "starting", "healthy", "unhealthy"));
  }

  /** Which images a word names, and which images an image was made of. */
  interface Ancestors {
    /** Whether the container's image is the one that the word means, or was built on it. */
    boolean has(Container container, String word);
  }

  static ContainerFilter ofList(Filters filters, Containers containers, Ancestors ancestors) {
    return new ContainerFilter(filters.allow(LIST), containers, ancestors);
  }

  static ContainerFilter ofPrune(Filters filters, Containers containers) {
    return new ContainerFilter(filters.allow(PRUNE), containers, (_, _) -> true);
  }

  /** Whether the filters ask for containers that do not run, too. */
  boolean includesStopped() {
    return filters.has("status")
        || filters.has("exited")
        || filters.has("before")
        || filters.has("since");
  }

  private static int exitCode(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new DrydockException(ErrorKind.INVALID, "invalid filter 'exited=" + text + "'", e);
    }
  }

  private static void words(Filters filters, String name, List<String> known) {
    for (String each : filters.values(name)) {
      if (!known.contains(each)) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "invalid filter '" + name + "=" + each + "'",
            null,
            "one of " + String.join(", ", known),
            null);
      }
    }
  }

  private static Optional<Instant> created(Filters filters, String name, Containers containers) {
    return filters.values(name).stream().map(each -> containers.get(each).created()).findFirst();
  }

  @Override
  public boolean test(Container container) {
    return identity(container) && state(container) && place(container);
  }

  private boolean identity(Container container) {
    return filters.any("id", each -> found(each, container.id()))
        && filters.any("name", each -> named(each, container.name()))
        && filters.labels("label", container.spec().settings().labels())
        && filters.withoutLabels("label!", container.spec().settings().labels())
        && filters.labels("annotation", container.spec().host().annotations())
        && filters.any("ancestor", each -> ancestors.has(container, each));
  }

  private boolean state(Container container) {
    return filters.any("status", container.state().status().word()::equals)
        && filters.any("health", health(container)::equals)
        && (exitCodes.isEmpty() || exited(container))
        && before.map(container.created()::isBefore).orElse(true)
        && since.map(container.created()::isAfter).orElse(true)
        && until.map(container.created()::isBefore).orElse(true)
        && !filters.flag("is-task").orElse(false);
  }

  private boolean exited(Container container) {
    return !container.isRunning()
        && container.state().finishedAt().isPresent()
        && exitCodes.contains(container.state().exitCode());
  }

  private boolean place(Container container) {
    return filters.any("volume", each -> mounts(container, each))
        && filters.any("network", each -> connected(container, each))
        && filters.any("publish", each -> published(container, each))
        && filters.any("expose", each -> exposed(container, each));
  }

  /** Docker matches with and without the slash that its names begin with. */
  private static boolean named(String pattern, String name) {
    return found(pattern, "/" + name) || found(pattern, name);
  }

  private static boolean found(String pattern, String text) {
    try {
      return text.equals(pattern) || Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static String health(Container container) {
    return container.health().map(HealthState::status).map(each -> each.word()).orElse("none");
  }

  private static boolean mounts(Container container, String volume) {
    return container.mounts().stream()
        .anyMatch(each ->
            each.name().equals(volume)
                || each.source().equals(volume)
                || each.destination().equals(volume));
  }

  private static boolean connected(Container container, String network) {
    if (container.network().isPresent()) {
      return container.network().get().endpoints().stream()
          .anyMatch(
              each -> each.networkName().equals(network) || each.networkId().startsWith(network));
    }
    String mode = container.spec().host().networking().networkMode();
    return NetworkMode.of(mode).name().equals(network)
        || container.spec().networks().containsKey(network);
  }

  private static boolean published(Container container, String ports) {
    PortRange range = PortRange.parse(ports);
    return container.network().stream()
        .flatMap(each -> each.ports().stream())
        .anyMatch(each -> range.holds(each.containerPort(), each.protocol()));
  }

  private static boolean exposed(Container container, String ports) {
    PortRange range = PortRange.parse(ports);
    List<String> all = new ArrayList<>(container.spec().settings().exposedPorts());
    container.network().ifPresent(each -> each.ports().forEach(port -> all.add(port.key())));
    return all.stream().map(PortRange::parse).anyMatch(range::overlaps);
  }
}
