package io.drydock.build.attest;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Names that nobody else gives. */
public final class Identifiers {
  private static final int BITS = 128;
  private static final int LENGTH = 25;
  private static final int RADIX = 36;

  private Identifiers() {}

  /** 25 random digits and lower-case letters, as BuildKit's. */
  public static String random() {
    String text = new BigInteger(BITS, new SecureRandom()).toString(RADIX);
    return "0".repeat(LENGTH - text.length()) + text;
  }
}
