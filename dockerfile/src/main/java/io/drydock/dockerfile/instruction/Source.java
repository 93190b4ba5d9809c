package io.drydock.dockerfile.instruction;

import io.drydock.core.SourceLocation;
import java.util.List;

/**
 * Where an instruction stands and how it was written.
 *
 * @param keyword as written: {@code RUN}, {@code run}
 * @param text the instruction on one line: continuations joined, without heredoc bodies
 * @param location its lines in the file, heredoc bodies included
 * @param comments the comment lines right above it, without {@code #}, trimmed
 */
public record Source(String keyword, String text, SourceLocation location, List<String> comments) {
  public Source {
    comments = List.copyOf(comments);
  }
}
