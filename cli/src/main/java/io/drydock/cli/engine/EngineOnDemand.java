package io.drydock.cli.engine;

import io.drydock.cli.daemon.EngineStarter;
import io.drydock.cli.frame.Session;

/** Starts our own engine when a command needs it and nobody listens. */
final class EngineOnDemand {
  private EngineOnDemand() {}

  static void start(Session session) {
    EngineStarter.ensure(session);
  }
}
