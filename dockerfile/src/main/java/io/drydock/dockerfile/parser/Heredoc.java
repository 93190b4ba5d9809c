package io.drydock.dockerfile.parser;

import java.util.Optional;

/**
 * A here-document of RUN, COPY or ADD.
 *
 * @param name the word that ends it, quotes removed
 * @param fileDescriptor the number before {@code <<}, 0 when there is none
 * @param expand whether the name was written without quotes
 * @param chomp whether it was written {@code <<-}: leading tabs do not count
 * @param content the lines in between as they stand in the file, line ends included
 */
public record Heredoc(
    String name, int fileDescriptor, boolean expand, boolean chomp, String content) {

  /** The heredoc, without content, that the word is the marker of; empty for any other word. */
  public static Optional<Heredoc> marker(String word) {
    return HeredocMarker.parse(word);
  }

  /** The content without leading tabs where {@code <<-} asked for that. */
  public String text() {
    return chomp ? HeredocMarker.withoutLeadingTabs(content) : content;
  }

  Heredoc withContent(String lines) {
    return new Heredoc(name, fileDescriptor, expand, chomp, lines);
  }
}
