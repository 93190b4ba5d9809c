package io.drydock.engine.runtime.cgroup;

import com.google.gson.JsonObject;
import java.util.Optional;

/** {@link Statistics} as {@code GET /containers/ID/stats} answers them. */
public final class StatisticsJson {
  private StatisticsJson() {}

  /**
   * @param previous the sample before this one; absent for the first and with {@code one-shot}
   * @param name of the container, with its slash
   */
  public static JsonObject write(
      Statistics statistics, Optional<Statistics> previous, String name, String id) {
    throw new UnsupportedOperationException(name + id + statistics + previous);
  }

  /** What is answered for a container that does not run. */
  public static JsonObject notRunning(String name, String id) {
    throw new UnsupportedOperationException(name + id);
  }
}
