package io.drydock.engine.volume;

import java.util.Locale;

/** What a mount shows; in Docker's API the name in lower case. */
public enum MountType {
  /** A file or directory of the host. */
  BIND,
  /** A volume. */
  VOLUME,
  /** Memory. */
  TMPFS,
  /** The files of an image. */
  IMAGE;

  /** The word that Docker's API has for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
