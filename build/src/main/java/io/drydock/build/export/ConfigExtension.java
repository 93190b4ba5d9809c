package io.drydock.build.export;

import io.drydock.build.solve.Result;

/** Adds members of its own to an image's config. */
@FunctionalInterface
public interface ConfigExtension {
  /** Adds nothing. */
  ConfigExtension NONE = (config, rootfs) -> config;

  /**
   * The config with more in it.
   *
   * @param rootfs the image's layers, which are packed by now
   */
  byte[] extend(byte[] config, Result.Rootfs rootfs);
}
