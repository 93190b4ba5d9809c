package io.drydock.build.export;

import io.drydock.build.solve.Result;

/** Adds members of its own to an image's config. */
public interface ConfigExtension {
  /** Adds nothing. */
  ConfigExtension NONE =
      new ConfigExtension() {
        @Override
        public byte[] extend(byte[] config, Result.Rootfs rootfs) {
          return config;
        }
      };

  /**
   * The config with more in it.
   *
   * @param rootfs the image's layers, which are packed by now
   */
  byte[] extend(byte[] config, Result.Rootfs rootfs);
}
