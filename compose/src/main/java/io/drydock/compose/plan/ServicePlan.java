package io.drydock.compose.plan;

import io.drydock.compose.plan.Operation.CreateContainer;
import io.drydock.compose.plan.Operation.RemoveContainer;
import io.drydock.compose.plan.Operation.RenameContainer;
import io.drydock.compose.plan.Operation.ReplaceContainer;
import io.drydock.compose.plan.Reason.Cause;
import io.drydock.compose.request.InjectedFile;
import io.drydock.compose.request.Names;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerStatus;
import io.drydock.composefile.model.Deploy;
import io.drydock.composefile.model.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans the containers of one service: which stay, which are made, which go. */
final class ServicePlan {
  private final Facts facts;
  private final Service service;
  private final Recreate recreate;
  private final UpRequest request;
  private final List<Member> members = new ArrayList<>();
  private final List<Removal> removals = new ArrayList<>();
  private final Set<Integer> before = new LinkedHashSet<>();
  private final List<Integer> creations = new ArrayList<>();

  private record Removal(ContainerState container, Reason reason) {}

  ServicePlan(Facts facts, Service service, Recreate recreate, UpRequest request) {
    this.facts = facts;
    this.service = service;
    this.recreate = recreate;
    this.request = request;
  }

  /** One container that the service has in the end. */
  static final class Member {
    private final int number;
    private final String name;
    private final @Nullable ContainerState present;
    private final @Nullable Reason creation;
    private final boolean isGone;
    private @Nullable Integer step;

    private Member(
        int number,
        String name,
        @Nullable ContainerState present,
        @Nullable Reason creation,
        boolean isGone) {
      this.number = number;
      this.name = name;
      this.present = present;
      this.creation = creation;
      this.isGone = isGone;
    }

    int number() {
      return number;
    }

    String name() {
      return name;
    }

    Optional<ContainerState> present() {
      return creation == null ? Optional.ofNullable(present) : Optional.empty();
    }

    /** The step that makes it. */
    Optional<Integer> step() {
      return Optional.ofNullable(step);
    }

    boolean isPaused() {
      return present().filter(each -> each.status() == ContainerStatus.PAUSED).isPresent();
    }

    Reason startReason() {
      return creation != null ? creation : Reason.of(Cause.NOT_RUNNING);
    }

    private boolean isReplaced() {
      return creation != null && present != null;
    }
  }

  /** Decides about each container. */
  void decide(ResourcePlan resources, Optional<String> sharedWith) {
    int wanted = request.scale().getOrDefault(service.name(), service.replicas());
    var existing = new ArrayList<ContainerState>();
    for (ContainerState each : facts.state().of(service.name())) {
      if (isHalfMade(each)) {
        removals.add(new Removal(each, Reason.of(Cause.HALF_MADE)));
      } else {
        existing.add(each);
      }
    }
    existing.sort(Comparator.comparingInt(ContainerState::number));
    while (existing.size() > Math.max(wanted, 0)) {
      removals.add(new Removal(existing.removeLast(), Reason.of(Cause.SCALE)));
    }
    var staleness = new Staleness(facts, service);
    for (ContainerState each : existing) {
      Optional<Reason> reason = reason(each, staleness, resources, sharedWith);
      members.add(
          new Member(
              each.number(),
              Names.container(facts.project(), service, each.number()),
              each,
              reason.orElse(null),
              resources.removes(each)));
    }
    addMissing(wanted);
    if (members.stream().anyMatch(each -> each.creation != null)) {
      InjectedFile.of(facts.project(), service);
    }
  }

  private void addMissing(int wanted) {
    for (int number = 1; members.size() < wanted; number++) {
      int candidate = number;
      if (members.stream().noneMatch(each -> each.number == candidate)) {
        members.add(
            new Member(
                number,
                Names.container(facts.project(), service, number),
                null,
                Reason.of(Cause.MISSING),
                false));
      }
    }
  }

  /** Whether it was to take the place of one that is still there. */
  private boolean isHalfMade(ContainerState container) {
    Optional<ContainerState> old = container.replaces().flatMap(facts.state()::container);
    if (old.isPresent()) {
      return true;
    }
    return isTemporary(container)
        && facts.state().of(service.name()).stream()
            .anyMatch(
                each -> !each.id().equals(container.id()) && each.number() == container.number());
  }

  private boolean isTemporary(ContainerState container) {
    String name = Names.container(facts.project(), service, container.number());
    return container.replaces().isPresent() && !container.name().equals(name);
  }

  private Optional<Reason> reason(
      ContainerState container,
      Staleness staleness,
      ResourcePlan resources,
      Optional<String> sharedWith) {
    if (resources.removes(container)) {
      return Optional.of(Reason.of(Cause.VOLUME));
    }
    if (recreate == Recreate.ALWAYS) {
      return Optional.of(Reason.of(Cause.FORCED));
    }
    Optional<String> network = resources.changedNetwork(service);
    if (network.isPresent()) {
      return Optional.of(Reason.of(Cause.NETWORK, network.get()));
    }
    if (recreate == Recreate.NEVER) {
      return Optional.empty();
    }
    return sharedWith.isPresent()
        ? Optional.of(Reason.of(Cause.SHARED, sharedWith.get()))
        : staleness.reason(container);
  }

  /** Whether a container of it is made, or made anew. */
  boolean isChanged() {
    return members.stream().anyMatch(each -> each.creation != null);
  }

  boolean replacesRunning() {
    return members.stream().anyMatch(Member::isReplaced);
  }

  /** Has what is made come after the step. */
  void after(int step) {
    before.add(step);
  }

  List<Integer> creations() {
    return creations;
  }

  void addRemovals(Plan.Builder plan) {
    for (Removal each : removals) {
      int step =
          plan.add(
              new RemoveContainer(each.container, Optional.of(service), true, false),
              each.reason,
              List.of());
      if (each.reason.cause() == Cause.HALF_MADE) {
        before.add(step);
      }
    }
  }

  /** Adds a step for each container that has to be made, and for those with a temporary name. */
  void addCreations(Plan.Builder plan, Set<Integer> after) {
    for (Member each : members) {
      if (each.creation != null) {
        addCreation(plan, each, each.creation, after);
      } else if (each.present != null && isTemporary(each.present)) {
        each.step =
            plan.add(
                new RenameContainer(each.present, each.name), Reason.of(Cause.HALF_MADE), before);
      }
    }
  }

  private void addCreation(Plan.Builder plan, Member member, Reason reason, Set<Integer> after) {
    var all = new LinkedHashSet<>(before);
    all.addAll(after);
    int step = plan.add(creation(member), reason, all);
    member.step = step;
    creations.add(step);
  }

  private CreateContainer creation(Member member) {
    return new CreateContainer(
        service,
        member.number,
        member.name,
        Optional.ofNullable(member.present),
        !request.renewVolumes(),
        !member.isGone);
  }

  /**
   * Whether its containers are replaced one after another: there are several, or {@code
   * deploy.update_config} says how, and they run.
   */
  boolean isRolling() {
    long running =
        members.stream()
            .filter(each -> each.isReplaced() && !each.isGone)
            .filter(each -> each.present != null && each.present.status().isUp())
            .count();
    boolean several = members.size() > 1 && running > 0;
    return several || (running > 0 && update().isPresent());
  }

  private Optional<Deploy.Update> update() {
    return service.deploy().flatMap(Deploy::updateConfig);
  }

  /** Adds the replacements, each batch after the one before; the steps of the last batch. */
  List<Integer> addRolling(Plan.Builder plan, Set<Integer> after, Set<Integer> conditions) {
    long parallelism = update().map(each -> each.parallelism().orElse(1)).orElse(1L);
    int batch = parallelism == 0 ? members.size() : Math.toIntExact(parallelism);
    Duration delay = update().flatMap(Deploy.Update::delay).orElse(Duration.ZERO);
    var first = new LinkedHashSet<>(before);
    first.addAll(after);
    first.addAll(conditions);
    Set<Integer> previous = first;
    var current = new LinkedHashSet<Integer>();
    var all = new ArrayList<Integer>();
    for (Member each : members) {
      boolean running = each.present != null && each.present.status().isUp();
      if (each.creation == null || !running) {
        continue;
      }
      if (current.size() == batch) {
        previous = current;
        current = new LinkedHashSet<>();
      }
      var replacement = new ReplaceContainer(creation(each), startsFirst(), delay.toMillis());
      int step = plan.add(replacement, each.creation, previous);
      each.step = step;
      current.add(step);
      all.add(step);
    }
    creations.addAll(all);
    addRest(plan, after);
    return all;
  }

  private void addRest(Plan.Builder plan, Set<Integer> after) {
    for (Member each : members) {
      if (each.creation != null && each.step == null) {
        addCreation(plan, each, each.creation, after);
      }
    }
  }

  /** A port or name that only one container can have lets the new one start only second. */
  private boolean startsFirst() {
    boolean asked =
        update()
            .flatMap(Deploy.Update::order)
            .filter(each -> each.equals("start-first"))
            .isPresent();
    boolean exclusive =
        service.life().containerName().isPresent()
            || service.networking().ports().stream().anyMatch(each -> each.published().isPresent())
            || service.networking().networks().values().stream()
                .anyMatch(each -> each.ipv4Address().isPresent());
    return asked && !exclusive;
  }

  /** The containers that have to be started after all is made. */
  List<Member> idle(ResourcePlan resources) {
    boolean rolling = isRolling();
    return members.stream()
        .filter(each -> !(rolling && each.isReplaced() && isUp(each)))
        .filter(each -> each.creation != null || isIdle(each, resources))
        .toList();
  }

  private static boolean isUp(Member member) {
    return member.present != null && member.present.status().isUp();
  }

  private static boolean isIdle(Member member, ResourcePlan resources) {
    ContainerState present = member.present;
    return present != null
        && (!present.status().isUp()
            || present.status() == ContainerStatus.PAUSED
            || resources.stops(present));
  }
}
