package io.drydock.engine.journal;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Locale;

/** How much a line of the journal matters, the least first. */
public enum JournalLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR;

  /** In lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The level of that word.
   *
   * @throws DrydockException of kind INVALID when there is none
   */
  public static JournalLevel parse(String word) {
    for (JournalLevel each : values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new DrydockException(ErrorKind.INVALID, "invalid log level \"" + word + "\"")
        .withHint("levels are debug, info, warn and error");
  }
}
