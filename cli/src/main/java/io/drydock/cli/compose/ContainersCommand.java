package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.compose.display.Step;
import io.drydock.client.EngineClient;
import io.drydock.core.DrydockException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that does the same with several containers at once. */
abstract class ContainersCommand extends ComposeCommand {
  /** What is done, as the progress calls it while it lasts and afterwards. */
  record Words(String working, String done) {}

  /** What is done with one container. */
  interface Action {
    /**
     * @param path of the container in the API
     */
    void on(String path);
  }

  /**
   * Does it with each, all at once, and shows how that goes.
   *
   * @throws DrydockException with the first container's refusal, when all have had their turn
   */
  static void each(ComposeCall call, List<ServiceContainer> containers, Words words, Action action)
      throws InterruptedException {
    var failures = new ArrayList<DrydockException>();
    try (Display display = call.display("Running")) {
      var threads = new ArrayList<Thread>();
      for (ServiceContainer each : containers) {
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  @Nullable DrydockException failure = one(each, display, words, action);
                  if (failure != null) {
                    synchronized (failures) {
                      failures.add(failure);
                    }
                  }
                }));
      }
      for (Thread each : threads) {
        each.join();
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private static @Nullable DrydockException one(
      ServiceContainer container, Display display, Words words, Action action) {
    String name = "Container " + container.name();
    try {
      if (!words.working.isEmpty()) {
        display.on(Step.working(name, words.working));
      }
      action.on("/containers/" + EngineClient.part(container.id()));
      display.on(Step.done(name, words.done));
      return null;
    } catch (DrydockException e) {
      display.on(Step.failed(name, e.getMessage()));
      return e;
    }
  }
}
