package io.drydock.cli.frame;

/**
 * One flag of a command.
 *
 * @param name without dashes
 * @param shorthand one letter, or 0
 * @param kind how its value is read and shown
 * @param usage the help text; may span several lines
 */
public record Flag(String name, char shorthand, Kind kind, String usage) {
  /** What is wrong with a value, in the words of docker's flag parser. */
  public String complaint(String value, String why) {
    String names = (shorthand == 0 ? "" : "-" + shorthand + ", ") + "--" + name;
    return "invalid argument \"" + value + "\" for \"" + names + "\" flag: " + why;
  }

  /** How a flag's value is read, and the word that help shows for it. */
  public enum Kind {
    /** Takes no value unless written {@code --flag=false}. */
    BOOL(""),
    STRING("string"),
    /** Takes a value only when it is written {@code --flag=value}; without one it is empty. */
    OPTIONAL("string"),
    INT("int"),
    BYTES("bytes"),
    DURATION("duration"),
    FILTER("filter"),
    /** A whole number that is not negative. */
    UINT("uint"),
    /** A whole number from 0 to 65535. */
    UINT16("uint16"),
    DECIMAL("decimal"),
    /** May be given several times, each as NAME=VALUE. */
    MAP("map"),
    /** May be given several times, each as NAME=VALUE pairs between commas. */
    MOUNT("mount"),
    /** May be given several times: a name, or NAME=VALUE pairs between commas. */
    NETWORK("network"),
    GPU_REQUEST("gpu-request"),
    /** NAME=VALUE pairs between commas. */
    PAIRS("stringToString"),
    ULIMIT("ulimit"),
    /** May be given several times. */
    LIST("list"),
    /** May be given several times, each with several values between commas. */
    STRINGS("strings"),
    /** May be given several times; each is one value even with commas in it. */
    STRING_ARRAY("stringArray");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    boolean repeatable() {
      return switch (this) {
        case LIST, STRINGS, STRING_ARRAY, FILTER, ULIMIT, MAP, MOUNT, NETWORK, GPU_REQUEST -> true;
        case BOOL, STRING, OPTIONAL, INT, UINT, UINT16, DECIMAL, BYTES, DURATION, PAIRS -> false;
      };
    }
  }
}
