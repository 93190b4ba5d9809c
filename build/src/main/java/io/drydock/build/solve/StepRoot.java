package io.drydock.build.solve;

import io.drydock.linux.sandbox.SandboxSpec;
import io.drydock.store.Layers;
import java.io.IOException;
import java.nio.file.Path;

/** The root file system of one command, and the layer that the command makes of it. */
interface StepRoot extends AutoCloseable {
  /** How the root comes about. */
  SandboxSpec.Root specification();

  /** A directory for the command's mounts, on the store's file system. */
  Path scratch();

  /** The layer of what the command changed, when it has ended well. */
  Layers.Id layer() throws IOException;

  /** Removes what is of no more use. */
  @Override
  void close();
}
