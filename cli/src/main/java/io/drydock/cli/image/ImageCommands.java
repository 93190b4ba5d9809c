package io.drydock.cli.image;

import io.drydock.cli.engine.EngineOrStore;
import io.drydock.cli.frame.Command;

/** Commands about images that heed the engine which the user named. */
public final class ImageCommands {
  private ImageCommands() {}

  public static Command history(Command local) {
    return new EngineOrStore(local, () -> new RemoteHistory(local.spec()));
  }

  public static Command inspect(Command local) {
    return new EngineOrStore(local, () -> new RemoteImageInspect(local.spec()));
  }

  public static Command list(Command local) {
    return new EngineOrStore(local, () -> new RemoteImages(local.spec()));
  }

  public static Command load(Command local) {
    return new EngineOrStore(local, () -> new RemoteLoad(local.spec()));
  }

  public static Command prune(Command local) {
    return new EngineOrStore(local, () -> new RemoteImagePrune(local.spec()));
  }

  public static Command pull(Command local) {
    return new EngineOrStore(local, () -> new RemotePull(local.spec()));
  }

  public static Command remove(Command local) {
    return new EngineOrStore(local, () -> new RemoteRmi(local.spec()));
  }

  public static Command save(Command local) {
    return new EngineOrStore(local, () -> new RemoteSave(local.spec()));
  }

  public static Command tag(Command local) {
    return new EngineOrStore(local, () -> new RemoteTag(local.spec()));
  }
}
