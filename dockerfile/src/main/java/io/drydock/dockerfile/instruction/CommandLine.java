package io.drydock.dockerfile.instruction;

import io.drydock.dockerfile.parser.Heredoc;
import java.util.List;
import java.util.Optional;

/**
 * The command of RUN, CMD or ENTRYPOINT.
 *
 * @param words the words of the JSON form, or the whole text as the only one; empty for {@code []}
 *     and for nothing at all
 * @param shellForm whether the words go behind SHELL
 * @param heredocs in the order of their markers
 */
public record CommandLine(List<String> words, boolean shellForm, List<Heredoc> heredocs) {
  public CommandLine {
    words = List.copyOf(words);
    heredocs = List.copyOf(heredocs);
  }

  /**
   * The heredoc that is all there is ({@code RUN <<EOF}): its body is the script, run by the shell,
   * or as a file of its own when it starts with {@code #!}.
   */
  public Optional<Heredoc> script() {
    boolean onlyMarker =
        !heredocs.isEmpty() && words.size() == 1 && Heredoc.marker(words.getFirst()).isPresent();
    return onlyMarker ? Optional.of(heredocs.getFirst()) : Optional.empty();
  }

  /** The words with the bodies of heredocs put back behind the text, for the shell to read. */
  public List<String> wordsWithHeredocs() {
    if (heredocs.isEmpty() || words.size() != 1) {
      return words;
    }
    var text = new StringBuilder(words.getFirst());
    for (Heredoc each : heredocs) {
      text.append('\n').append(each.content()).append(each.name());
    }
    return List.of(text.toString());
  }
}
