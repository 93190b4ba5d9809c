package io.drydock.dockerfile.parser;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.text.Blank;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the text of a Dockerfile line by line into {@link Node}s, by the rules of BuildKit's
 * parser.
 */
public final class DockerfileParser {
  private static final List<String> WITH_HEREDOCS = List.of("ADD", "COPY", "RUN");
  private static final int LONGEST_LINE = 65_535;
  private static final int DEEPEST_TRIGGER = 16;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final String name;
  private final String text;
  private final Lines lines;
  private final DirectiveReader directives = new DirectiveReader("#");
  private final List<Node> nodes = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private List<String> comments = new ArrayList<>();
  private char escape = '\\';

  private DockerfileParser(String name, String text) {
    this.name = name;
    this.text = text;
    this.lines = new Lines(text);
  }

  /**
   * Reads a Dockerfile.
   *
   * @param name to show in messages
   * @throws DrydockException of kind INVALID, with its place, for a file without instructions,
   *     repeated or invalid directives, heredocs without end and malformed arguments
   */
  public static ParsedFile parse(String name, String text) {
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return new DockerfileParser(name, marked ? text.substring(1) : text).parse();
  }

  private ParsedFile parse() {
    while (lines.hasNext()) {
      String raw = nextLine();
      String line = Blank.trimStart(Lines.withoutEnd(raw));
      boolean isDirective = directive(line);
      if (line.startsWith("#")) {
        if (!isDirective) {
          comment(raw);
        }
      } else if (!line.isEmpty()) {
        instruction(line);
      }
    }
    if (nodes.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "file with no instructions")
          .at(SourceLocation.line(name, Math.max(1, lines.number())));
    }
    return new ParsedFile(
        new Directives(
            SyntaxDetector.syntax(text), escape, SyntaxDetector.inComments("check", text)),
        nodes,
        warnings);
  }

  /** The next line, refused where it is longer than other builders read. */
  private String nextLine() {
    String line = lines.next();
    boolean mayBeTooLong = line.length() > LONGEST_LINE / 3;
    if (mayBeTooLong
        && Lines.withoutEnd(line).getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE) {
      throw new DrydockException(
              ErrorKind.INVALID, "line is longer than " + LONGEST_LINE + " bytes")
          .at(SourceLocation.line(name, lines.number()))
          .withHint("split it with " + escape + " at the end of each part");
    }
    return line;
  }

  private boolean directive(String line) {
    try {
      Optional<DirectiveReader.Entry> entry = directives.read(line);
      if (entry.isPresent() && entry.get().key().equals("escape")) {
        escape = escape(entry.get().value());
      }
      return entry.isPresent();
    } catch (DrydockException e) {
      throw e.at(SourceLocation.line(name, lines.number()));
    }
  }

  private static char escape(String value) {
    if (value.equals("\\") || value.equals("`")) {
      return value.charAt(0);
    }
    throw new DrydockException(
        ErrorKind.INVALID, "invalid escape token '" + value + "' does not match ` or \\");
  }

  /** Keeps the comment for the instruction below; an empty one separates it from those above. */
  private void comment(String raw) {
    String comment = Blank.trim(raw.substring(1));
    if (comment.isEmpty()) {
      comments = new ArrayList<>();
    } else {
      comments.add(comment);
    }
  }

  private void instruction(String firstLine) {
    int start = lines.number();
    String line = join(firstLine);
    try {
      Node node = node(line, comments, 0);
      List<Heredoc> heredocs = heredocs(node, line);
      nodes.add(node.with(heredocs, start, lines.number()));
    } catch (DrydockException e) {
      throw e.at(new SourceLocation(name, start, lines.number(), 0));
    }
    comments = new ArrayList<>();
  }

  /** The line with those that continue it. Comments in between are dropped. */
  private String join(String firstLine) {
    var joined = new StringBuilder();
    boolean hasBlank = false;
    String line = firstLine;
    int end;
    while ((end = continuation(line)) >= 0) {
      joined.append(line, 0, end);
      line = "";
      while (lines.hasNext() && line.isEmpty()) {
        String next = Lines.withoutEnd(nextLine());
        String trimmed = Blank.trimStart(next);
        hasBlank |= trimmed.isEmpty();
        line = trimmed.isEmpty() || trimmed.startsWith("#") ? "" : next;
      }
    }
    String instruction = joined.append(line).toString();
    if (hasBlank) {
      warnings.add(
          new Warning(
              "NoEmptyContinuation",
              "Empty continuation line found in: " + instruction,
              SourceLocation.line(name, lines.number())));
    }
    return instruction;
  }

  /**
   * Where the escape character stands that continues the line, or -1: it is the last character that
   * is no blank, and not itself escaped.
   */
  private int continuation(String line) {
    int last = line.length() - 1;
    while (last >= 0 && (line.charAt(last) == ' ' || line.charAt(last) == '\t')) {
      last--;
    }
    boolean continues =
        last >= 0 && line.charAt(last) == escape && (last == 0 || line.charAt(last - 1) != escape);
    return continues ? last : -1;
  }

  private Node node(String line, List<String> above, int depth) {
    if (depth > DEEPEST_TRIGGER) {
      throw new DrydockException(ErrorKind.INVALID, "ONBUILD cannot be chained");
    }
    Split split = Split.of(line, escape);
    String keyword = split.keyword().toUpperCase(Locale.ROOT);
    Optional<Node> trigger =
        keyword.equals("ONBUILD") && !split.rest().isEmpty()
            ? Optional.of(node(split.rest(), List.of(), depth + 1))
            : Optional.empty();
    Arguments arguments = Arguments.read(keyword, split.rest(), escape);
    return new Node(
        split.keyword(),
        split.flags(),
        arguments.words(),
        arguments.json(),
        trigger,
        List.of(),
        above,
        line,
        0,
        0);
  }

  private List<Heredoc> heredocs(Node node, String line) {
    Node holder = node.trigger().orElse(node);
    if (holder.json() || !WITH_HEREDOCS.contains(holder.name()) || !line.contains("<<")) {
      return List.of();
    }
    var heredocs = new ArrayList<Heredoc>();
    for (Heredoc marker : HeredocMarker.inLine(line)) {
      heredocs.add(marker.withContent(body(marker)));
    }
    return heredocs;
  }

  private String body(Heredoc marker) {
    var content = new StringBuilder();
    while (lines.hasNext()) {
      String raw = nextLine();
      String line = Lines.withoutEnd(raw);
      if (marker.name().equals(marker.chomp() ? HeredocMarker.withoutTabs(line) : line)) {
        return content.toString();
      }
      content.append(raw);
    }
    throw new DrydockException(ErrorKind.INVALID, "unterminated heredoc")
        .withHint("end it with a line that says only " + marker.name());
  }
}
