package io.drydock.dockerfile.shell;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Expands variables and quotes as a shell does, and splits into words after that. Immutable.
 *
 * @param escape backslash or backtick
 * @param rawQuotes whether quotes stay in the result
 * @param rawEscapes whether escape characters stay in the result
 * @param skipProcessQuotes whether quotes are ordinary characters
 * @param skipUnsetVariables whether references to unset variables stay as they are written
 */
public record ShellLexer(
    char escape,
    boolean rawQuotes,
    boolean rawEscapes,
    boolean skipProcessQuotes,
    boolean skipUnsetVariables) {

  /** The lexer for ordinary words: quotes and escapes are processed and removed. */
  public ShellLexer(char escape) {
    this(escape, false, false, false, false);
  }

  /**
   * What a word became.
   *
   * @param text the word with its variables replaced, white space kept
   * @param words the text split at white space that was not quoted
   * @param matched names that were set
   * @param unmatched names that were not
   */
  public record Result(
      String text, List<String> words, Set<String> matched, Set<String> unmatched) {
    public Result {
      words = List.copyOf(words);
      matched = Collections.unmodifiableSet(matched);
      unmatched = Collections.unmodifiableSet(unmatched);
    }
  }

  /**
   * @throws io.drydock.core.DrydockException of kind INVALID for malformed words and for {@code
   *     ${name?message}}
   */
  public Result process(String word, Map<String, String> environment) {
    return new Expansion(this, word, environment).run();
  }

  /** One word to one word; see {@link #process}. */
  public String expand(String word, Map<String, String> environment) {
    return process(word, environment).text();
  }

  /** One word to any number of words; see {@link #process}. */
  public List<String> split(String word, Map<String, String> environment) {
    return process(word, environment).words();
  }

  public ShellLexer withRawQuotes() {
    return new ShellLexer(escape, true, rawEscapes, skipProcessQuotes, skipUnsetVariables);
  }

  public ShellLexer withRawEscapes() {
    return new ShellLexer(escape, rawQuotes, true, skipProcessQuotes, skipUnsetVariables);
  }

  public ShellLexer withoutQuoteProcessing() {
    return new ShellLexer(escape, rawQuotes, rawEscapes, true, skipUnsetVariables);
  }

  public ShellLexer withUnsetVariablesKept() {
    return new ShellLexer(escape, rawQuotes, rawEscapes, skipProcessQuotes, true);
  }
}
