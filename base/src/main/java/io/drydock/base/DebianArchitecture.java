package io.drydock.base;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Platform;

/** Translates between Debian's names of architectures and those of OCI platforms. */
final class DebianArchitecture {
  private DebianArchitecture() {}

  /**
   * The architecture of a base.
   *
   * @param named by its definition, or empty
   * @param platform asked for
   * @throws DrydockException of kind CONFLICT when the definition names another one
   */
  static String of(String named, Platform platform) {
    String asked = of(platform);
    if (!named.isEmpty() && !named.equals(asked)) {
      throw new DrydockException(
          ErrorKind.CONFLICT, "the base is for " + platform(named) + ", not for " + platform);
    }
    return asked;
  }

  private static String of(Platform platform) {
    if (!platform.os().equals("linux")) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED, "a Debian base cannot be made for " + platform);
    }
    return switch (platform.architecture()) {
      case "386" -> "i386";
      case "arm" -> platform.variant().equals("v7") ? "armhf" : "armel";
      case "ppc64le" -> "ppc64el";
      case "mips64le" -> "mips64el";
      default -> platform.architecture();
    };
  }

  static Platform platform(String architecture) {
    return switch (architecture) {
      case "i386" -> Platform.of("linux", "386", "");
      case "armhf" -> Platform.of("linux", "arm", "v7");
      case "armel" -> Platform.of("linux", "arm", "v5");
      case "ppc64el" -> Platform.of("linux", "ppc64le", "");
      case "mips64el" -> Platform.of("linux", "mips64le", "");
      default -> Platform.of("linux", architecture, "");
    };
  }
}
