package io.drydock.dockerfile.instruction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A FROM and the instructions up to the next one.
 *
 * @param index counted from 0
 */
public record Stage(int index, Instruction.From from, List<Instruction> instructions) {
  public Stage {
    instructions = List.copyOf(instructions);
  }

  /** The name after AS, in lower case. */
  public Optional<String> name() {
    return from.name();
  }

  /** Whether a reference in COPY --from, FROM or --target means this stage by its name. */
  public boolean isNamed(String reference) {
    return from.name().filter(reference.toLowerCase(Locale.ROOT)::equals).isPresent();
  }
}
