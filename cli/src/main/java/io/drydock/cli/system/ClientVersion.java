package io.drydock.cli.system;

/** Which release of the command line this is. */
public final class ClientVersion {
  /** As in the build file. */
  public static final String VERSION = "0.1.0";

  private ClientVersion() {}
}
