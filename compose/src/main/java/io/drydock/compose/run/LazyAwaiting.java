package io.drydock.compose.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Listens to an engine's events once something has to be waited for. */
final class LazyAwaiting implements Supplier<Awaiting>, AutoCloseable {
  private final Engine engine;
  private final ProjectListener listener;
  private final String project;
  private @Nullable Awaiting awaiting;

  LazyAwaiting(Engine engine, ProjectListener listener, String project) {
    this.engine = engine;
    this.listener = listener;
    this.project = project;
  }

  @Override
  public synchronized Awaiting get() {
    Awaiting opened = awaiting;
    if (opened == null) {
      opened = new Awaiting(engine, listener, EngineEvents.open(engine.client(), project));
      awaiting = opened;
    }
    return opened;
  }

  @Override
  public synchronized void close() {
    if (awaiting != null) {
      awaiting.close();
    }
  }
}
