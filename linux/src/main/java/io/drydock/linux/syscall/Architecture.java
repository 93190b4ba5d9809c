package io.drydock.linux.syscall;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** The processor architectures whose system call numbers are known. */
public enum Architecture {
  AMD64,
  ARM64;

  private static final Architecture HOST = of(System.getProperty("os.arch", ""));

  /** The architecture that this process runs on. */
  public static Architecture host() {
    return HOST;
  }

  private static Architecture of(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> AMD64;
      case "aarch64", "arm64" -> ARM64;
      default ->
          throw new DrydockException(
              ErrorKind.UNSUPPORTED,
              "system calls of the architecture \""
                  + name
                  + "\" are not known; use amd64 or arm64");
    };
  }
}
