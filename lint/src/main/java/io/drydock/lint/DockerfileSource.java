package io.drydock.lint;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.InstructionParser;
import io.drydock.dockerfile.instruction.Source;
import io.drydock.dockerfile.parser.DockerfileParser;
import io.drydock.dockerfile.parser.Node;
import io.drydock.dockerfile.parser.ParsedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Dockerfile as its rules see it: text, comments, and instructions in file order. It need not
 * begin with FROM, so that parts of files can be judged.
 *
 * @param name to show in messages
 * @param lines of the text, without line ends
 * @param nodes one for each instruction, as parsed without meaning
 * @param instructions one for each node
 * @param comments in file order, but for those within an instruction
 * @param directory that the file stands in, where it is a file on this machine
 * @param configuration what the user set
 */
public record DockerfileSource(
    String name,
    String text,
    List<String> lines,
    List<Node> nodes,
    List<Instruction> instructions,
    List<Comment> comments,
    Optional<Path> directory,
    Configuration configuration) {
  private static final List<String> REFUSED_TRIGGERS = List.of("ONBUILD", "FROM", "MAINTAINER");

  /**
   * A line that starts with {@code #}.
   *
   * @param line counted from 1
   * @param text behind {@code #}, trimmed
   */
  public record Comment(int line, String text) {}

  /**
   * The instructions of one stage.
   *
   * @param from absent for what stands before the first FROM
   * @param instructions behind FROM, in file order
   */
  public record Section(Optional<Instruction.From> from, List<Instruction> instructions) {}

  /**
   * @throws io.drydock.core.DrydockException of kind INVALID, with its place, for a file that is no
   *     Dockerfile
   */
  public static DockerfileSource parse(
      String name, String text, Optional<Path> directory, Configuration configuration) {
    ParsedFile file = DockerfileParser.parse(name, TrailingComments.hidden(text));
    List<String> lines = Arrays.asList(text.split("\r?\n", -1));
    return new DockerfileSource(
        name,
        text,
        lines,
        file.nodes(),
        file.nodes().stream().map(node -> instruction(node, name)).toList(),
        comments(lines, file.nodes()),
        directory,
        configuration);
  }

  /** The instruction; an ONBUILD may hold any other, so that a rule can say which it may not. */
  private static Instruction instruction(Node node, String name) {
    Optional<String> trigger = node.trigger().map(Node::name).filter(REFUSED_TRIGGERS::contains);
    if (trigger.isEmpty()) {
      return InstructionParser.parse(node, name);
    }
    var location = new SourceLocation(name, node.line(), node.endLine(), 0);
    String text = node.text().strip();
    return new Instruction.OnBuild(
        new Source(node.keyword(), text, location, node.comments()),
        text.substring("ONBUILD".length()).strip());
  }

  private static List<Comment> comments(List<String> lines, List<Node> nodes) {
    var comments = new ArrayList<Comment>();
    int line = 1;
    for (Node node : nodes) {
      collect(lines, line, node.line() - 1, comments);
      line = node.endLine() + 1;
    }
    collect(lines, line, lines.size(), comments);
    return List.copyOf(comments);
  }

  private static void collect(List<String> lines, int first, int last, List<Comment> into) {
    for (int line = first; line <= last; line++) {
      String text = lines.get(line - 1).strip();
      if (text.startsWith("#")) {
        into.add(new Comment(line, text.substring(1).strip()));
      }
    }
  }

  /**
   * What of the context stays out, taking the directory that the file stands in for the context;
   * nothing where there is no ignore file.
   *
   * @throws DrydockException of kind INVALID for a malformed ignore file
   */
  public IgnoreRules ignoreRules() {
    return ignoreFile().map(DockerfileSource::read).orElse(IgnoreRules.NONE);
  }

  /** The text without comments that stand where builders do not see any. */
  public String readableText() {
    return TrailingComments.hidden(text);
  }

  /** The ignore file that a build of this file would heed. */
  public Optional<Path> ignoreFile() {
    String own = Path.of(name).getFileName() + ".dockerignore";
    return directory.flatMap(folder ->
        Stream.of(own, ".dockerignore").map(folder::resolve).filter(Files::exists).findFirst());
  }

  private static IgnoreRules read(Path file) {
    try {
      return IgnoreRules.parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The instructions by stage; what stands before the first FROM comes first, if anything does. */
  public List<Section> sections() {
    var sections = new ArrayList<Section>();
    Optional<Instruction.From> from = Optional.empty();
    var current = new ArrayList<Instruction>();
    for (Instruction each : instructions) {
      if (each instanceof Instruction.From next) {
        close(from, current, sections);
        from = Optional.of(next);
        current.clear();
      } else {
        current.add(each);
      }
    }
    close(from, current, sections);
    return sections;
  }

  private static void close(
      Optional<Instruction.From> from, List<Instruction> instructions, List<Section> into) {
    if (from.isPresent() || !instructions.isEmpty()) {
      into.add(new Section(from, List.copyOf(instructions)));
    }
  }

  /**
   * Where the line begins in the text, counted from 0; for the line behind the last, the length.
   *
   * @param line counted from 1
   */
  public int offset(int line) {
    int offset = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', offset);
      if (end < 0) {
        return text.length();
      }
      offset = end + 1;
    }
    return offset;
  }
}
