package io.drydock.cli.frame;

import io.drydock.cli.frame.Flag.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a command is called, takes and says of itself. */
public final class Spec {
  /** No upper bound on the number of arguments. */
  public static final int ANY = Integer.MAX_VALUE;

  private final String usage;
  private final String summary;
  private final List<Flag> flags = new ArrayList<>();
  private final Map<String, String> otherNames = new HashMap<>();
  private List<String> aliases = List.of();
  private String details = "";
  private int minimum;
  private int maximum;
  private boolean interspersed = true;
  private List<Flag> groupFlags = List.of();

  private Spec(String usage, String summary) {
    this.usage = usage;
    this.summary = summary;
  }

  /**
   * A command without arguments or flags yet.
   *
   * @param usage as help shows it after the program's name: {@code tag SOURCE TARGET}
   * @param summary one line
   */
  public static Spec of(String usage, String summary) {
    return new Spec(usage, summary);
  }

  /** The same command in another place, with other words before its flags. */
  public Spec renamed(String otherUsage) {
    var same = new Spec(otherUsage, summary);
    same.flags.addAll(flags);
    same.otherNames.putAll(otherNames);
    same.details = details;
    same.interspersed = interspersed;
    return same.arguments(minimum, maximum);
  }

  /** How many arguments it takes; {@link #ANY} for no upper bound. */
  public Spec arguments(int least, int most) {
    minimum = least;
    maximum = most;
    return this;
  }

  /** Other ways to write the command, this one included, as docker lists them. */
  public Spec aliases(String... names) {
    aliases = List.of(names);
    return this;
  }

  /** More text for the help, below the summary. */
  public Spec details(String text) {
    details = text;
    return this;
  }

  /** Flags end at the first argument, as those of commands that pass words on. */
  public Spec flagsFirst() {
    interspersed = false;
    return this;
  }

  /**
   * Takes the flags of the command's group behind the command's name too, but for those whose name
   * or letter the command has itself. Help does not list them.
   */
  public Spec within(Spec group) {
    groupFlags = group.options();
    return this;
  }

  public Spec flag(String name, Kind kind, String usageText) {
    return flag(name, '\0', kind, usageText);
  }

  public Spec flag(String name, char shorthand, Kind kind, String usageText) {
    flags.add(new Flag(name, shorthand, kind, usageText));
    return this;
  }

  /** A name that a flag had in old releases, which works but is not shown. */
  public Spec formerly(String former, String name) {
    otherNames.put(former, name);
    return this;
  }

  public String usage() {
    return usage;
  }

  public String summary() {
    return summary;
  }

  String details() {
    return details;
  }

  List<String> aliases() {
    return aliases;
  }

  public List<Flag> options() {
    return List.copyOf(flags);
  }

  /** What is wrong with so many arguments, in docker's words, or empty when nothing is. */
  public Optional<String> complaint(int count) {
    if (count >= minimum && count <= maximum) {
      return Optional.empty();
    }
    if (maximum == 0) {
      return Optional.of("accepts no arguments");
    }
    if (minimum == maximum) {
      return Optional.of("requires " + counted(minimum));
    }
    return Optional.of(
        count < minimum
            ? "requires at least " + counted(minimum)
            : "requires at most " + counted(maximum));
  }

  private static String counted(int number) {
    return number + (number == 1 ? " argument" : " arguments");
  }

  boolean interspersed() {
    return interspersed;
  }

  /** The flag of that name. */
  public Optional<Flag> flag(String name) {
    String present = otherNames.getOrDefault(name, name);
    for (Flag flag : flags) {
      if (flag.name().equals(present)) {
        return Optional.of(flag);
      }
    }
    for (Flag flag : groupFlags) {
      if (flag.name().equals(present)) {
        return Optional.of(flag);
      }
    }
    return Optional.empty();
  }

  Optional<Flag> shorthand(char letter) {
    for (Flag flag : flags) {
      if (flag.shorthand() == letter) {
        return Optional.of(flag);
      }
    }
    for (Flag flag : groupFlags) {
      if (flag.shorthand() == letter) {
        return Optional.of(flag);
      }
    }
    return Optional.empty();
  }
}
