package io.drydock.api.container;

import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.core.Json;
import io.drydock.engine.container.Container;
import io.drydock.engine.container.Containers;
import io.drydock.engine.runtime.cgroup.Statistics;
import io.drydock.engine.runtime.cgroup.StatisticsJson;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code GET /containers/ID/stats}: one sample, two that can be compared, or one each second. */
public final class StatsRoutes implements Routes {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Containers containers;

  public StatsRoutes(Containers containers) {
    this.containers = containers;
  }

  @Override
  public void register(Router router) {
    router.get("/containers/{id}/stats", this::stats);
  }

  private void stats(Call call) throws IOException {
    Container container = containers.get(call.variable("id"));
    boolean stream = call.query().flag("stream", true);
    boolean oneShot = call.query().flag("one-shot");
    if (stream && oneShot) {
      throw new io.drydock.api.route.ApiException(400, "cannot have stream=true and one-shot=true");
    }
    var gone = new CountDownLatch(1);
    call.onAbort(gone::countDown);
    try {
      if (stream) {
        stream(call, container, gone);
      } else {
        call.answer(once(container, oneShot, gone));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonObject once(Container container, boolean oneShot, CountDownLatch gone)
      throws InterruptedException {
    Optional<Statistics> first = containers.statistics(container.id());
    if (oneShot || first.isEmpty()) {
      return json(container, first, Optional.empty());
    }
    boolean _ = gone.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return json(container, containers.statistics(container.id()), first);
  }

  private void stream(Call call, Container container, CountDownLatch gone)
      throws IOException, InterruptedException {
    try (OutputStream out = call.stream("application/json")) {
      Optional<Statistics> previous = Optional.empty();
      do {
        if (containers.find(container.id()).isEmpty()) {
          return;
        }
        Optional<Statistics> now = containers.statistics(container.id());
        out.write(Json.bytes(json(container, now, previous)));
        out.write('\n');
        previous = now;
      } while (!gone.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private static JsonObject json(
      Container container, Optional<Statistics> now, Optional<Statistics> previous) {
    String name = "/" + container.name();
    return now.map(each -> StatisticsJson.write(each, previous, name, container.id()))
        .orElseGet(() -> StatisticsJson.notRunning(name, container.id()));
  }
}
