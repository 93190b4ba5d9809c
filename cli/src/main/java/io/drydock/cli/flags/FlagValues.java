package io.drydock.cli.flags;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The values of a call's flags, each read by a parser whose complaint is told as the flag's. */
public final class FlagValues {
  private final Spec spec;
  private final Arguments arguments;

  public FlagValues(Spec spec, Arguments arguments) {
    this.spec = spec;
    this.arguments = arguments;
  }

  Arguments arguments() {
    return arguments;
  }

  /**
   * Each value of a flag that may be given several times.
   *
   * @throws DrydockException of kind USAGE, in the words of docker's flag parser
   */
  public <T> List<T> each(String flag, Function<String, T> parser) {
    var values = new ArrayList<T>();
    for (String text : arguments.all(flag)) {
      values.add(read(flag, text, parser));
    }
    return values;
  }

  /** The value of a flag, read as {@link #each}. */
  public <T> Optional<T> one(String flag, Function<String, T> parser) {
    return arguments.value(flag).map(text -> read(flag, text, parser));
  }

  /** The whole number of a flag that the parser already checked; 0 when it was not given. */
  public long number(String flag) {
    return arguments.value(flag).map(Long::parseLong).orElse(0L);
  }

  public int integer(String flag) {
    return Math.toIntExact(Math.clamp(number(flag), Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  public String text(String flag) {
    return arguments.value(flag, "");
  }

  public boolean on(String flag) {
    return arguments.on(flag);
  }

  private <T> T read(String flag, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DrydockException e) {
      String complaint = spec.flag(flag).orElseThrow().complaint(text, e.getMessage());
      throw new DrydockException(ErrorKind.USAGE, complaint, e);
    }
  }

  /** What a parser says of a value that it does not take. */
  static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
