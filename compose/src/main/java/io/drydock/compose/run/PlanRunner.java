package io.drydock.compose.run;

import io.drydock.compose.plan.OperationVisitor;
import io.drydock.compose.plan.Plan;
import io.drydock.compose.plan.Plan.Step;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a plan: each step as soon as those before it are done, all others at once. When one
 * fails nothing further is begun, and what is under way is finished.
 */
final class PlanRunner {
  private final Plan plan;
  private final OperationVisitor visitor;
  private final int limit;
  private final Set<Integer> done = new HashSet<>();
  private final Queue<Outcome> outcomes = new ArrayDeque<>();

  private record Outcome(Step step, @Nullable Throwable failure) {}

  /**
   * @param limit most steps at once; 0 for no limit
   */
  PlanRunner(Plan plan, OperationVisitor visitor, int limit) {
    this.plan = plan;
    this.visitor = visitor;
    this.limit = limit <= 0 ? Integer.MAX_VALUE : limit;
  }

  /**
   * @throws DrydockException the first that a step throws; of kind CANCELLED when this thread is
   *     interrupted, with which all steps are
   */
  void run() {
    var open = new ArrayList<>(plan.steps());
    var running = new ArrayList<Thread>();
    Throwable failure = null;
    int underway = 0;
    while (true) {
      if (failure == null) {
        underway += launch(open, running, limit - underway);
      }
      if (underway == 0) {
        break;
      }
      try {
        Outcome outcome = next();
        underway--;
        done.add(outcome.step.number());
        failure = failure == null ? outcome.failure : failure;
      } catch (InterruptedException e) {
        running.forEach(Thread::interrupt);
        failure = new DrydockException(ErrorKind.CANCELLED, "canceled", e);
      }
    }
    raise(failure);
  }

  private static void raise(@Nullable Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new DrydockException(ErrorKind.CANCELLED, "canceled", failure);
    }
  }

  private int launch(List<Step> open, List<Thread> running, int room) {
    int launched = 0;
    var each = open.iterator();
    while (each.hasNext() && launched < room) {
      Step step = each.next();
      if (done.containsAll(step.after())) {
        each.remove();
        running.add(Thread.ofPlatform().daemon().start(new Work(step)));
        launched++;
      }
    }
    return launched;
  }

  private final class Work implements Runnable {
    private final Step step;

    Work(Step step) {
      this.step = step;
    }

    @Override
    public void run() {
      Throwable failure = null;
      try {
        step.operation().accept(visitor);
      } catch (InterruptedException | RuntimeException | Error e) {
        failure = e;
      }
      ended(new Outcome(step, failure));
    }
  }

  private synchronized void ended(Outcome outcome) {
    outcomes.add(outcome);
    notifyAll();
  }

  private synchronized Outcome next() throws InterruptedException {
    while (outcomes.isEmpty()) {
      wait();
    }
    return outcomes.remove();
  }
}
