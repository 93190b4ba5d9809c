package io.drydock.dockerfile;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.InstructionParser;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.parser.Directives;
import io.drydock.dockerfile.parser.DockerfileParser;
import io.drydock.dockerfile.parser.Node;
import io.drydock.dockerfile.parser.ParsedFile;
import io.drydock.dockerfile.parser.Warning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Dockerfile, read and checked as far as that is possible without values for its variables.
 *
 * @param name to show in messages, as the user gave it
 * @param text the file as it was read
 * @param metaArgs the ARGs before the first FROM
 * @param stages at least one, in file order
 * @param warnings in file order
 */
public record Dockerfile(
    String name,
    String text,
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
    ParsedFile file = DockerfileParser.parse(name, text);
    var stages = new StageBuilder();
    file.nodes().forEach(node -> stages.add(InstructionParser.parse(node, name)));
    return new Dockerfile(
        name, text, file.directives(), stages.metaArgs(), stages.finish(), file.warnings());
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
    String name = "ONBUILD trigger";
    List<Node> nodes = DockerfileParser.parse(name, trigger).nodes();
    if (nodes.size() != 1) {
      throw new DrydockException(
          ErrorKind.INVALID, "an ONBUILD trigger must be one instruction: " + trigger);
    }
    Instruction instruction = InstructionParser.parse(nodes.getFirst(), name);
    if (instruction instanceof Instruction.From || instruction instanceof Instruction.OnBuild) {
      throw new DrydockException(
          ErrorKind.INVALID, "not allowed as an ONBUILD trigger: " + trigger);
    }
    return instruction;
  }

  /** The file as text for people: each instruction on one line, with its place in the file. */
  public String print() {
    return DockerfilePrinter.print(this);
  }

  /** Collects instructions into stages. */
  private static final class StageBuilder {
    private final List<Instruction.Arg> metaArgs = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<Instruction> current = new ArrayList<>();
    private Optional<Instruction.From> from = Optional.empty();

    void add(Instruction instruction) {
      if (instruction instanceof Instruction.From next) {
        close();
        from = Optional.of(next);
      } else if (from.isPresent()) {
        current.add(instruction);
      } else if (instruction instanceof Instruction.Arg arg) {
        metaArgs.add(arg);
      } else {
        throw noStage(instruction);
      }
    }

    private void close() {
      from.ifPresent(each -> stages.add(new Stage(stages.size(), each, current)));
      current.clear();
    }

    private static DrydockException noStage(Instruction instruction) {
      return new DrydockException(ErrorKind.INVALID, "no build stage in current context")
          .at(instruction.source().location())
          .withHint("begin with FROM; only ARG may stand before it");
    }

    List<Instruction.Arg> metaArgs() {
      return metaArgs;
    }

    List<Stage> finish() {
      close();
      if (stages.isEmpty()) {
        throw noStage(metaArgs.getLast());
      }
      return stages;
    }
  }
}
