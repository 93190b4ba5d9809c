package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Finds the keys in a terminal's input by which a client leaves. Keys that could be the beginning
 * are held back until it is known.
 */
final class DetachKeys {
  static final String DEFAULT = "ctrl-p,ctrl-q";

  private final byte[] keys;
  private int matched;

  private DetachKeys(byte[] keys) {
    this.keys = keys;
  }

  /**
   * The keys of that text: characters and {@code ctrl-X}, with commas between them; empty for
   * {@link #DEFAULT}.
   *
   * @throws DrydockException of kind INVALID for what is no key
   */
  static DetachKeys of(String text) {
    String[] names = (text.isEmpty() ? DEFAULT : text).split(",", -1);
    var keys = new byte[names.length];
    for (int i = 0; i < names.length; i++) {
      keys[i] = key(names[i], text);
    }
    return new DetachKeys(keys);
  }

  private static byte key(String name, String text) {
    if (name.length() == 1) {
      return (byte) name.charAt(0);
    }
    String control = name.toLowerCase(Locale.ROOT);
    if (control.matches("ctrl-[a-z@\\[\\\\\\]^_]")) {
      return (byte) (control.charAt(control.length() - 1) & 0x1f);
    }
    throw new DrydockException(
        ErrorKind.INVALID, "Invalid detach keys (" + text + ") provided", null);
  }

  /**
   * Passes input on.
   *
   * @param out gets what is not part of the keys
   * @return whether the keys are complete, and the client leaves
   */
  boolean filter(ByteBuffer input, ByteArrayOutputStream out) {
    while (input.hasRemaining()) {
      byte next = input.get();
      if (next == keys[matched]) {
        if (++matched == keys.length) {
          return true;
        }
        continue;
      }
      out.write(keys, 0, matched);
      matched = 0;
      if (next == keys[0]) {
        matched = 1;
        if (keys.length == 1) {
          return true;
        }
      } else {
        out.write(next);
      }
    }
    return false;
  }
}
