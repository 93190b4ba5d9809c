package io.drydock.lint.guide;

import io.drydock.core.SourceLocation;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Edit;
import java.util.Optional;

/** Changes of the text of one instruction. */
final class Edits {
  private Edits() {}

  /** Replaces the words where they stand in the lines exactly once. */
  static Optional<Edit> replace(
      DockerfileSource source, SourceLocation place, String words, String by) {
    int start = source.offset(place.line());
    String text = source.text().substring(start, end(source, place));
    int at = text.indexOf(words);
    return at >= 0 && text.indexOf(words, at + 1) < 0
        ? Optional.of(new Edit(start + at, start + at + words.length(), by))
        : Optional.empty();
  }

  /** Adds text behind the last line. */
  static Edit append(DockerfileSource source, SourceLocation place, String text) {
    int end = end(source, place);
    return new Edit(end, end, text);
  }

  /** Where the last line ends, before its line end and blanks. */
  static int end(DockerfileSource source, SourceLocation place) {
    int end = source.offset(place.endLine() + 1);
    while (end > 0 && Character.isWhitespace(source.text().charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
