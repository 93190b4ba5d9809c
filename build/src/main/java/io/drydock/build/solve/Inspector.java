package io.drydock.build.solve;

import io.drydock.build.Inspection;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a visitor into steps: into the one that failed, or into one that has succeeded. */
public final class Inspector implements AutoCloseable {
  private final Environment environment;
  private final Inspection inspection;
  private @Nullable WorkspaceShell failed;

  Inspector(Environment environment, Inspection inspection) {
    this.environment = environment;
    this.inspection = inspection;
  }

  /** Takes the workspace of a command that failed, unless nobody wants it or there is one. */
  synchronized boolean take(String title, RunWorkspace workspace) {
    if (!inspection.onError() || failed != null) {
      return false;
    }
    failed = new WorkspaceShell(title, workspace);
    return true;
  }

  /** Lets the visitor into the step that failed, once nothing runs any more. */
  public synchronized void visitFailed() {
    if (failed != null) {
      inspection.visitor().accept(failed);
    }
  }

  /** Lets the visitor into a step that was solved. */
  public void visit(Node node, Solver.Solution solution) {
    Operation.Run run = likeRun(node);
    try (var workspace =
        new RunWorkspace(
            environment, solution.state(node), run, LayerWriting.rootfs(solution.of(node)))) {
      inspection.visitor().accept(new WorkspaceShell(node.title(), workspace));
    } catch (IOException e) {
      throw Failures.of(e);
    }
  }

  /** The command of the node itself, or one as the last RUN below it, without its mounts. */
  private static Operation.Run likeRun(Node node) {
    if (node.operation() instanceof Operation.Run run) {
      return run;
    }
    Optional<Operation.Run> below = lastRun(node);
    return new Operation.Run(
        node,
        below.map(Operation.Run::args).orElse(List.of("/bin/sh", "-c", "")),
        below.map(Operation.Run::env).orElse(List.of(Operation.Run.DEFAULT_PATH)),
        List.of(),
        below.map(Operation.Run::workingDirectory).orElse("/"),
        below.map(Operation.Run::user).orElse(""),
        List.of(),
        Operation.Network.DEFAULT,
        false,
        List.of(),
        "",
        0,
        Platform.host(),
        List.of());
  }

  private static Optional<Operation.Run> lastRun(Node node) {
    Node current = node;
    while (!(current.operation() instanceof Operation.Run)
        && !current.operation().inputs().isEmpty()) {
      current = current.operation().inputs().getFirst();
    }
    return current.operation() instanceof Operation.Run run ? Optional.of(run) : Optional.empty();
  }

  @Override
  public synchronized void close() {
    if (failed != null) {
      failed.workspace().close();
      failed = null;
    }
  }
}
