package io.drydock.compose.plan;

/** One method for each sort of {@link Operation}. */
public interface OperationVisitor {
  void visit(Operation.CreateNetwork operation);

  void visit(Operation.RecreateNetwork operation);

  void visit(Operation.RemoveNetwork operation);

  void visit(Operation.CreateVolume operation);

  void visit(Operation.RecreateVolume operation);

  void visit(Operation.RemoveVolume operation);

  void visit(Operation.RemoveImage operation);

  void visit(Operation.CreateContainer operation);

  void visit(Operation.ReplaceContainer operation) throws InterruptedException;

  void visit(Operation.RenameContainer operation);

  void visit(Operation.StartContainer operation) throws InterruptedException;

  void visit(Operation.RunPreStart operation) throws InterruptedException;

  void visit(Operation.StopContainer operation);

  void visit(Operation.RemoveContainer operation);

  void visit(Operation.Await operation) throws InterruptedException;

  void visit(Operation.CallProvider operation) throws InterruptedException;
}
