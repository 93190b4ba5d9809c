package io.drydock.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys by which a user leaves a container without ending it, found in what is typed. A part of
 * the sequence is held back until it is clear that it is none.
 */
public final class DetachKeys {
  private static final byte[] USUAL = {16, 17};

  private final byte[] sequence;
  private int matched;

  private DetachKeys(byte[] sequence) {
    this.sequence = sequence;
  }

  /** The keys that the text names, as {@code ctrl-p,ctrl-q}; these two where it names none. */
  public static DetachKeys of(String text) {
    return new DetachKeys(parse(text).orElse(USUAL));
  }

  private static Optional<byte[]> parse(String text) {
    List<Byte> keys = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      int code = code(each);
      if (code < 0) {
        return Optional.empty();
      }
      keys.add((byte) code);
    }
    byte[] bytes = new byte[keys.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = keys.get(i);
    }
    return Optional.of(bytes);
  }

  /** The byte that a key sends; -1 when there is no such key. */
  private static int code(String key) {
    if (key.length() == 1) {
      return key.charAt(0);
    }
    if (key.equals("DEL")) {
      return 127;
    }
    if (!key.startsWith("ctrl-") || key.length() != 6) {
      return -1;
    }
    char letter = key.charAt(5);
    if (letter >= 'a' && letter <= 'z') {
      return letter - 'a' + 1;
    }
    int special = "@[\\]^_".indexOf(letter);
    return special < 0 ? -1 : special == 0 ? 0 : special + 26;
  }

  /**
   * What of the typed bytes is for the process.
   *
   * @return empty when the sequence is complete
   */
  Optional<byte[]> pass(byte[] typed, int count) {
    var out = new java.io.ByteArrayOutputStream(count + matched);
    for (int i = 0; i < count; i++) {
      if (typed[i] == sequence[matched]) {
        matched++;
        if (matched == sequence.length) {
          return Optional.empty();
        }
      } else {
        out.write(sequence, 0, matched);
        matched = typed[i] == sequence[0] ? 1 : 0;
        if (matched == 0) {
          out.write(typed[i]);
        }
      }
    }
    return Optional.of(out.toByteArray());
  }
}
