package io.drydock.dockerfile.parser;

import io.drydock.dockerfile.text.Quote;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One instruction as far as it can be understood without knowing what it means.
 *
 * @param keyword as written
 * @param flags with quotes removed: {@code --from=build}
 * @param arguments the words, by the keyword's own rule: one for free text, three for each
 *     assignment of ENV and LABEL (name, value, {@code "="} or nothing)
 * @param json whether the arguments were written as a JSON array
 * @param trigger the instruction behind ONBUILD
 * @param heredocs in the order of their markers
 * @param comments the comment lines right above, without {@code #}, trimmed
 * @param text the whole on one line: continuations joined, without heredoc bodies
 * @param line the first line, counted from 1
 * @param endLine the last line, heredoc bodies included
 */
public record Node(
    String keyword,
    List<String> flags,
    List<String> arguments,
    boolean json,
    Optional<Node> trigger,
    List<Heredoc> heredocs,
    List<String> comments,
    String text,
    int line,
    int endLine) {
  public Node {
    flags = List.copyOf(flags);
    arguments = List.copyOf(arguments);
    heredocs = List.copyOf(heredocs);
    comments = List.copyOf(comments);
  }

  /** The keyword in upper case, which is how instructions are told apart. */
  public String name() {
    return keyword.toUpperCase(Locale.ROOT);
  }

  /** The node as an s-expression, without parentheses around it and without heredoc bodies. */
  public String dump() {
    var out = new StringBuilder(keyword.toLowerCase(Locale.ROOT));
    if (!flags.isEmpty()) {
      out.append(" [").append(String.join(" ", quoted(flags))).append(']');
    }
    trigger.ifPresent(each -> out.append(" (").append(each.dump()).append(')'));
    quoted(arguments).forEach(each -> out.append(' ').append(each));
    return out.toString().strip();
  }

  private static List<String> quoted(List<String> words) {
    return words.stream().map(Quote::quote).toList();
  }

  Node with(List<Heredoc> read, int start, int end) {
    return new Node(keyword, flags, arguments, json, trigger, read, comments, text, start, end);
  }
}
