package io.drydock.engine.volume;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The names of volumes: two or more letters, digits, and {@code _.-} but at the beginning. */
final class VolumeNames {
  private static final int RANDOM_BYTES = 32;
  private static final int LONGEST = 255;

  private VolumeNames() {}

  private static final class Holder {
    static final SecureRandom RANDOM = new SecureRandom();
  }

  /** A name for a volume that nobody names. */
  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    Holder.RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * @throws DrydockException of kind INVALID, in Docker's words, for what is no name
   */
  static void check(String name) {
    if (name.length() == 1) {
      throw invalid(
          name, "volume name is too short, names should be at least two alphanumeric characters");
    }
    if (name.length() > LONGEST) {
      throw invalid(name, "volume name is too long, names have at most " + LONGEST + " characters");
    }
    if (!isName(name)) {
      throw invalid(
          name,
          "\""
              + name
              + "\" includes invalid characters for a local volume name, only"
              + " \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory,"
              + " use absolute path");
    }
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!alphanumeric && (i == 0 || "_.-".indexOf(c) < 0)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static DrydockException invalid(String name, String reason) {
    return new DrydockException(ErrorKind.INVALID, "create " + name + ": " + reason);
  }
}
