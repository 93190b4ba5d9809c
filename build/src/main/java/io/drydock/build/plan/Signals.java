package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Locale;
import java.util.Set;

/** The signals that STOPSIGNAL may name (Linux, signal(7)). */
final class Signals {
  private static final int LARGEST = 64;

  private static final Set<String> NAMES =
      Set.of(
          "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT",
          "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM",
          "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
          "RTMIN", "RTMAX");

  private Signals() {}

  /** Refuses what is neither a signal's name, with or without SIG, nor its number. */
  static void check(String signal) {
    if (!isNumber(signal) && !isName(signal)) {
      throw new DrydockException(ErrorKind.INVALID, "Invalid signal: " + signal)
          .withHint("Give a number up to 64 or a name as SIGTERM.");
    }
  }

  private static boolean isNumber(String signal) {
    boolean digits = !signal.isEmpty() && signal.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && signal.length() < 4 && inRange(Integer.parseInt(signal), LARGEST);
  }

  private static boolean isName(String signal) {
    String upper = signal.toUpperCase(Locale.ROOT);
    String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
    return NAMES.contains(name) || isOffset(name, "RTMIN+", 15) || isOffset(name, "RTMAX-", 14);
  }

  private static boolean isOffset(String name, String prefix, int largest) {
    String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    return !rest.isEmpty()
        && rest.length() < 3
        && rest.chars().allMatch(c -> c >= '0' && c <= '9')
        && inRange(Integer.parseInt(rest), largest);
  }

  private static boolean inRange(int number, int largest) {
    return number > 0 && number <= largest;
  }
}
