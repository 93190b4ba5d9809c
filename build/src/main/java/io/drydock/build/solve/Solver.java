package io.drydock.build.solve;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.store.Claim;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Works a plan's nodes off: what is ready at once in parallel, what is known not at all. One thread
 * (the caller's) keeps the books and looks small records up itself, so that a build with nothing to
 * do starts no other thread.
 */
public final class Solver {
  private static final String WAITING = "waiting for the same step of another build";

  private final Steps steps;
  private final Progress progress;
  private final Semaphore permits;
  private final ArrayDeque<State> ready = new ArrayDeque<>();
  private final LinkedBlockingQueue<Completion> completions = new LinkedBlockingQueue<>();
  private final Set<Thread> workers = new HashSet<>();
  private final SandboxWarmUp warmUp = new SandboxWarmUp();
  private @Nullable DrydockException failure;

  /** How the work on a state ended: with an outcome or an error. */
  private record Completion(
      State state, Thread worker, Step.@Nullable Outcome outcome, @Nullable Throwable error) {}

  /** Results, by node. */
  public static final class Solution {
    private final Steps way;
    private final Graph graph;
    private final List<State> states;

    private Solution(Steps way, Graph graph, List<State> states) {
      this.way = way;
      this.graph = graph;
      this.states = states;
    }

    /** The part of it that some of the roots need. */
    public Solution within(List<Node> roots) {
      Set<State> needed = new HashSet<>();
      for (Node root : roots) {
        Graph.neededBy(root).forEach(each -> needed.add(graph.of(each)));
      }
      return needed.size() == states.size()
          ? this
          : new Solution(way, graph, states.stream().filter(needed::contains).toList());
    }

    public Result of(Node node) {
      return graph.of(node).result();
    }

    /** The steps that added layers, each behind those that it uses. */
    public List<SolvedStep> layerSteps() {
      var solved = new ArrayList<SolvedStep>();
      for (State state : states) {
        Step step = state.step;
        if (step != null
            && !step.keys().isEmpty()
            && state.result() instanceof Result.Rootfs rootfs) {
          solved.add(new SolvedStep(state, step, rootfs, way.view(state)));
        }
      }
      return solved;
    }

    State state(Node node) {
      return graph.of(node);
    }

    /** How many steps there were, sources not counted. */
    public int steps() {
      int steps = 0;
      for (State state : states) {
        steps += isStep(state.node.operation()) ? 1 : 0;
      }
      return steps;
    }

    /** How many of them were known already. */
    public int cachedSteps() {
      int steps = 0;
      for (State state : states) {
        steps += state.cached && isStep(state.node.operation()) ? 1 : 0;
      }
      return steps;
    }
  }

  /**
   * @param parallelism how many steps may be carried out at once
   */
  public Solver(Steps steps, Progress progress, int parallelism) {
    this.steps = steps;
    this.progress = progress;
    this.permits = new Semaphore(parallelism);
  }

  /**
   * Solves the roots and what they need.
   *
   * @throws DrydockException the first error, with the instruction's place, once all work has
   *     stopped; of kind CANCELLED when the calling thread is interrupted
   */
  public Solution solve(List<Node> roots) {
    var graph = new Graph(roots, steps);
    int open = graph.states().size();
    graph.states().stream().filter(each -> each.unsolvedInputs == 0).forEach(ready::add);
    while (open > 0 && failure == null) {
      open -= advance();
    }
    stopWorkers();
    if (failure != null) {
      throw failure;
    }
    return new Solution(steps, graph, graph.states());
  }

  /** Does the next thing there is to do; returns how many states it solved. */
  private int advance() {
    State state = ready.poll();
    if (state == null) {
      return settle(nextCompletion());
    }
    progress.started(state.vertex);
    try {
      Step step = steps.of(state);
      state.step = step;
      boolean look = !state.node.ignoreCache();
      boolean alone = workers.isEmpty() && ready.isEmpty();
      if (look && (alone || step.looksUpFast())) {
        Optional<Result> known = step.lookUp();
        if (known.isPresent()) {
          solved(state, new Step.Outcome(known.get(), true));
          return 1;
        }
        look = false;
      }
      start(state, step, look);
    } catch (IOException | RuntimeException e) {
      failed(state, e);
    }
    return 0;
  }

  private @Nullable Completion nextCompletion() {
    try {
      return completions.take();
    } catch (InterruptedException e) {
      failure = new DrydockException(ErrorKind.CANCELLED, "context canceled");
      return null;
    }
  }

  private void start(State state, Step step, boolean look) {
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .name("step " + state.vertex.name())
            .unstarted(() -> work(state, step, look));
    workers.add(worker);
    worker.start();
  }

  private void work(State state, Step step, boolean look) {
    Step.Outcome outcome = null;
    Throwable error = null;
    try {
      permits.acquire();
      try {
        long begun = System.nanoTime();
        Optional<Result> known = look ? step.lookUp() : Optional.empty();
        outcome = known.isPresent() ? new Step.Outcome(known.get(), true) : alone(state, step);
        if (!outcome.cached()) {
          steps.noteTime(state.vertex, Duration.ofNanos(System.nanoTime() - begun));
        }
      } finally {
        permits.release();
      }
    } catch (Exception | Error e) {
      error = e;
    }
    completions.add(new Completion(state, Thread.currentThread(), outcome, error));
  }

  /** Carries the step out unless, by the time that nobody else does, its result is known. */
  private Step.Outcome alone(State state, Step step) throws IOException, InterruptedException {
    if (state.node.ignoreCache()) {
      state.found = Found.NOT_LOOKED_FOR;
      warmUp.expect(state);
      return step.carryOut();
    }
    try (Claim _ = steps.claim(step.claim(), () -> progress.log(state.vertex, WAITING))) {
      Optional<Result> known = step.lookUp();
      if (known.isEmpty()) {
        known = steps.elsewhere(state, step);
      }
      return known.isPresent() ? new Step.Outcome(known.get(), true) : carriedOut(state, step);
    }
  }

  private Step.Outcome carriedOut(State state, Step step) throws IOException, InterruptedException {
    warmUp.expect(state);
    Step.Outcome outcome = step.carryOut();
    state.found = outcome.cached() ? Found.CONTENT : Found.NOT_FOUND;
    return outcome;
  }

  private int settle(@Nullable Completion completion) {
    if (completion == null) {
      return 0;
    }
    workers.remove(completion.worker());
    if (completion.error() != null) {
      failed(completion.state(), completion.error());
      return 0;
    }
    if (completion.outcome() != null) {
      solved(completion.state(), completion.outcome());
    }
    return 1;
  }

  private void solved(State state, Step.Outcome outcome) {
    state.solve(outcome.result());
    state.cached = outcome.cached();
    if (outcome.cached()) {
      progress.cached(state.vertex);
    } else {
      progress.finished(state.vertex);
    }
    for (State user : state.users) {
      if (--user.unsolvedInputs == 0) {
        ready.add(user);
      }
    }
  }

  private static boolean isStep(Operation operation) {
    return switch (operation) {
      case Operation.Run run -> true;
      case Operation.Copy copy -> true;
      case Operation.MakeDirectory make -> true;
      case Operation.Image image -> false;
      case Operation.Scratch scratch -> false;
      case Operation.Context context -> false;
      case Operation.Http http -> false;
      case Operation.Git git -> false;
      case Operation.Inline inline -> false;
    };
  }

  private void failed(State state, Throwable error) {
    boolean cancelled = failure != null;
    DrydockException shown = Failures.of(error);
    if (!cancelled) {
      failure = steps.blame(state.node, state.node.location().map(shown::at).orElse(shown));
    }
    progress.failed(state.vertex, cancelled ? "context canceled" : shown.getMessage(), cancelled);
  }

  /** After a failure: nobody goes on working when the caller learns of it. */
  private void stopWorkers() {
    boolean interrupted = false;
    workers.forEach(Thread::interrupt);
    while (!workers.isEmpty()) {
      try {
        settle(completions.take());
      } catch (InterruptedException e) {
        interrupted = true;
        workers.forEach(Thread::interrupt);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
