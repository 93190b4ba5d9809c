package io.drydock.cli.system;

import io.drydock.cli.engine.EngineOrStore;
import io.drydock.cli.frame.Command;

/** Commands about the whole that heed the engine which the user named. */
public final class SystemCommands {
  private SystemCommands() {}

  public static Command version(Command local) {
    return new EngineOrStore(local, () -> new RemoteVersion(local.spec()));
  }

  public static Command diskUsage(Command local) {
    return new EngineOrStore(local, () -> new RemoteDiskUsage(local.spec()));
  }

  public static Command prune(Command local) {
    return new EngineOrStore(local, () -> new RemotePrune(local.spec()));
  }
}
