package io.drydock.lint.shell;

/**
 * One word of a command.
 *
 * @param text without quotes and escapes; a variable reads {@code ${NAME}}, a substitution {@code
 *     $()}, arithmetic {@code $(())}
 * @param start of the word in the script, counted from 0
 * @param end behind it
 * @param literal whether the shell would change nothing in it: no variables, no substitutions
 * @param quoted whether any part of it stands in quotes
 */
public record ShellWord(String text, int start, int end, boolean literal, boolean quoted) {

  /** The same word, as it is once its variables have values. */
  public ShellWord withText(String expanded) {
    return new ShellWord(expanded, start, end, literal, quoted);
  }
}
