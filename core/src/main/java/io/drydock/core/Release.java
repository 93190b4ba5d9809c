package io.drydock.core;

/** What this release calls itself. */
public final class Release {
  public static final String VERSION = "0.1.0";

  /**
   * The version that the engine tells. Clients decide by it what they may ask for (Testcontainers
   * refuses what is older than 1.6), so it is that of the Docker Engine whose API is served, and
   * ours behind it.
   */
  public static final String ENGINE = "29.0.0+drydock." + VERSION;

  private Release() {}
}
