package io.drydock.lint;

/**
 * A change of a file that mends a finding without changing what the file means otherwise.
 *
 * @param start of the replaced characters in the file's text, counted from 0
 * @param end behind them; equal to {@code start} where text is inserted
 * @param replacement what stands there afterwards
 */
public record Edit(int start, int end, String replacement) {}
