package io.drydock.engine.runtime;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Locale;

/** The names and numbers of signals; see signal(7). */
public final class Signals {
  public static final int SIGKILL = 9;
  public static final int SIGTERM = 15;
  private static final int FIRST_REALTIME = 34;
  private static final int LAST_REALTIME = 64;

  /** By number, from 1 on. */
  private static final List<String> NAMES =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private Signals() {}

  /**
   * The number of {@code SIGTERM}, {@code term}, {@code 15} or {@code RTMIN+3}.
   *
   * @throws DrydockException of kind INVALID when there is no such signal
   */
  public static int parse(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    if (name.matches("[0-9]{1,3}")) {
      int number = Integer.parseInt(name);
      if (number >= 1 && number <= LAST_REALTIME) {
        return number;
      }
      throw invalid(text);
    }
    String plain = name.startsWith("SIG") ? name.substring(3) : name;
    return switch (plain) {
      case "IOT" -> parse("ABRT");
      case "CLD" -> parse("CHLD");
      case "POLL" -> parse("IO");
      case "RTMIN" -> FIRST_REALTIME;
      case "RTMAX" -> LAST_REALTIME;
      default -> named(plain, text);
    };
  }

  private static int named(String plain, String text) {
    int number = NAMES.indexOf(plain) + 1;
    if (number > 0) {
      return number;
    }
    if (plain.matches("RTM(IN\\+|AX-)[0-9]{1,2}")) {
      int distance = Integer.parseInt(plain.substring("RTMIN+".length()));
      int realtime =
          plain.startsWith("RTMIN") ? FIRST_REALTIME + distance : LAST_REALTIME - distance;
      if (realtime >= FIRST_REALTIME && realtime <= LAST_REALTIME) {
        return realtime;
      }
    }
    throw invalid(text);
  }

  /** The number's name without its prefix, or the number itself. */
  public static String name(int number) {
    return number >= 1 && number <= NAMES.size() ? NAMES.get(number - 1) : Integer.toString(number);
  }

  private static DrydockException invalid(String text) {
    return new DrydockException(ErrorKind.INVALID, "invalid signal: " + text);
  }
}
