package io.drydock.distribution;

import io.drydock.distribution.transport.WaitListener;
import java.time.Duration;

/** Follows a pull or a push; called from several threads at once. */
public interface TransferListener extends WaitListener {
  TransferListener NONE = _ -> {};

  void on(TransferEvent event);

  @Override
  default void waiting(String what, String reason, Duration wait, int attempt, int attempts) {}
}
