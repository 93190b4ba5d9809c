package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** Names that become file names. */
final class Names {
  private Names() {}

  /** The name, if it is of the form {@code [a-z0-9-]{1,longest}}. */
  static String check(String name, int longest, String what) {
    boolean valid = !name.isEmpty() && name.length() <= longest;
    for (int i = 0; valid && i < name.length(); i++) {
      char c = name.charAt(i);
      valid = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
    if (!valid) {
      throw new DrydockException(ErrorKind.INVALID, "invalid " + what + " \"" + name + "\"");
    }
    return name;
  }
}
