package io.drydock.dockerfile;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.parser.Directives;
import io.drydock.dockerfile.parser.Warning;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A Dockerfile, read and checked as far as that is possible without values for its variables.
 *
 * @param name to show in messages, as the user gave it
 * @param metaArgs the ARGs before the first FROM
 * @param stages at least one, in file order
 * @param warnings in file order
 */
public record Dockerfile(
    String name,
    Directives directives,
    List<Instruction.Arg> metaArgs,
    List<Stage> stages,
    List<Warning> warnings) {
  public Dockerfile {
    metaArgs = List.copyOf(metaArgs);
    stages = List.copyOf(stages);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a Dockerfile.
   *
   * @param name to show in messages
   * @throws io.drydock.core.DrydockException of kind INVALID with the place in the file, and a hint
   *     where a word looks misspelt
   */
  public static Dockerfile parse(String name, String text) {
    throw new UnsupportedOperationException("soon");
  }

  /** Reads a Dockerfile of UTF-8 text; see {@link #parse(String, String)}. */
  public static Dockerfile parse(String name, byte[] utf8) {
    return parse(name, new String(utf8, StandardCharsets.UTF_8));
  }

  /**
   * Reads the instruction of an ONBUILD trigger that a base image carries.
   *
   * @param trigger as {@link Instruction.OnBuild#trigger} has it
   */
  public static Instruction parseTrigger(String trigger) {
    throw new UnsupportedOperationException("soon");
  }
}
