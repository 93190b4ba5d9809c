package io.drydock.compose.request;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** JSON byte for byte as Go's {@code encoding/json} writes it, which hashes depend on. */
final class GoJson {
  private static final String HEX = "0123456789abcdef";

  private GoJson() {}

  /** The SHA-256 of the document, in hexadecimal digits. */
  static String hash(JsonElement document) {
    try {
      byte[] bytes = text(document).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String text(JsonElement document) {
    var out = new StringBuilder(512);
    write(out, document);
    return out.toString();
  }

  private static void write(StringBuilder out, JsonElement value) {
    if (value instanceof JsonObject object) {
      write(out, object);
    } else if (value instanceof JsonArray array) {
      write(out, array);
    } else if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      string(out, primitive.getAsString());
    } else if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      out.append(number(primitive.getAsNumber()));
    } else {
      out.append(value);
    }
  }

  private static void write(StringBuilder out, JsonObject object) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonElement> each : object.entrySet()) {
      out.append(separator);
      string(out, each.getKey());
      out.append(':');
      write(out, each.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private static void write(StringBuilder out, JsonArray array) {
    out.append('[');
    String separator = "";
    for (JsonElement each : array) {
      out.append(separator);
      write(out, each);
      separator = ",";
    }
    out.append(']');
  }

  /** A fraction is Go's {@code float32}: the fewest digits that give the same number. */
  private static String number(Number number) {
    if (!(number instanceof Double) && !(number instanceof Float)) {
      return number.toString();
    }
    float value = number.floatValue();
    return value == 0
        ? "0"
        : new BigDecimal(Float.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static void string(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(out, text.charAt(i));
    }
    out.append('"');
  }

  private static void character(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '<', '>', '&', '\u2028', '\u2029' -> escape(out, c);
      default -> {
        if (c < ' ') {
          escape(out, c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private static void escape(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }
}
