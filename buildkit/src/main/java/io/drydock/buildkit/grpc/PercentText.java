package io.drydock.buildkit.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Texts of gRPC's status header: UTF-8 where all but printable ASCII is written {@code %XX}. */
final class PercentText {
  /** What fits into a header list that every peer takes. */
  private static final int LIMIT = 4096;

  private PercentText() {}

  static String encode(String text) {
    var out = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (out.length() >= LIMIT) {
        return out.append("...").toString();
      }
      if (each >= ' ' && each < 0x7f && each != '%') {
        out.append((char) each);
      } else {
        out.append('%').append(hex(each >> 4)).append(hex(each));
      }
    }
    return out.toString();
  }

  private static char hex(int value) {
    return "0123456789ABCDEF".charAt(value & 15);
  }

  /** The text; what is not well-formed stays as it is. */
  static String decode(String encoded) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      int high = c == '%' && i + 2 < encoded.length() ? digit(encoded.charAt(i + 1)) : -1;
      int low = high >= 0 ? digit(encoded.charAt(i + 2)) : -1;
      if (low >= 0) {
        out.write(high * 16 + low);
        i += 2;
      } else {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int digit(char c) {
    return Character.digit(c, 16);
  }
}
