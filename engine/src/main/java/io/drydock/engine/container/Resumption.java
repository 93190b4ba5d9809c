package io.drydock.engine.container;

import io.drydock.container.HostConfig;
import io.drydock.engine.container.ContainerState.Status;
import java.time.Duration;

/** Goes on with what an earlier engine had in hand: removals, and containers that are to run. */
final class Resumption {
  private final ContainerTable table;
  private final Removal removal;
  private final RestartQueue restarts;

  Resumption(ContainerTable table, Removal removal, RestartQueue restarts) {
    this.table = table;
    this.removal = removal;
    this.restarts = restarts;
  }

  void run() {
    for (ManagedContainer each : table.all()) {
      each.locked(() -> resume(each));
    }
  }

  private void resume(ManagedContainer container) {
    Progress progress = container.progress();
    HostConfig host = container.definition().spec().host();
    Status status = progress.status();
    boolean over = status == Status.EXITED || !progress.state().error().isEmpty();
    if (container.isRunning() || container.isRemoved()) {
      return;
    }
    if (status == Status.REMOVING || (host.autoRemove() && over)) {
      removal.removeItself(container);
    } else if (status == Status.RESTARTING
        || Backoff.startsWithEngine(host.restartPolicy(), progress)) {
      container.update(progress.withStatus(Status.RESTARTING));
      restarts.later(container, Duration.ZERO);
    }
  }
}
