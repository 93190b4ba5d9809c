package io.drydock.build.solve;

import io.drydock.build.plan.Operation;
import io.drydock.core.DrydockException;
import io.drydock.linux.sandbox.Sandbox;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * Readies the first sandbox of the process on a thread of its own, as soon as a step is carried out
 * that a command depends upon: it takes a while, and what comes before the command does too.
 */
final class SandboxWarmUp {
  private final Set<State> seen = new HashSet<>();
  private boolean begun;

  /** Says that a state's result has to be made. */
  synchronized void expect(State state) {
    if (!begun && leadsToCommand(state)) {
      begun = true;
      Thread.ofPlatform().daemon().name("sandbox warm-up").start(SandboxWarmUp::prepare);
    }
  }

  private boolean leadsToCommand(State start) {
    var open = new ArrayDeque<State>();
    open.add(start);
    while (!open.isEmpty()) {
      State state = open.remove();
      if (seen.add(state)) {
        if (state.node.operation() instanceof Operation.Run) {
          return true;
        }
        open.addAll(state.users);
      }
    }
    return false;
  }

  private static void prepare() {
    try {
      Sandbox.prepare();
    } catch (DrydockException e) {
      // The command will fail for the same reason, and say so.
    }
  }
}
