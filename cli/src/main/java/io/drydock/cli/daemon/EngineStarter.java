package io.drydock.cli.daemon;

import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Starts the caller's own engine for a command that needs it. */
public final class EngineStarter {
  private static final String IDLE = "1m";

  private EngineStarter() {}

  /**
   * Makes sure that the engine answers. Of several commands that come at once, one starts it, and
   * the others wait. An engine that is started so stops when it has nothing to do.
   *
   * @throws DrydockException of kind UNAVAILABLE when it cannot be started
   */
  public static void ensure(Session session) {
    start(session, List.of("--stop-when-idle", IDLE));
  }

  /**
   * Starts the engine unless it answers.
   *
   * @return whether it was started now
   */
  static synchronized boolean start(Session session, List<String> words) {
    EnginePlace place = EnginePlace.of(session);
    place.makeFolders();
    try (var channel =
            FileChannel.open(
                place.startLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || place.answers()) {
        return false;
      }
      EngineProcess.start(place, words, session.environment());
      return true;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot start the engine: " + e.getMessage(), e);
    }
  }
}
