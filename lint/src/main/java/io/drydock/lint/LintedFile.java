package io.drydock.lint;

import java.util.Arrays;
import java.util.List;

/**
 * A file and what the rules say of it.
 *
 * @param name as the user gave it
 * @param findings in file order
 */
public record LintedFile(String name, String text, List<Finding> findings) {
  public LintedFile {
    findings = List.copyOf(findings);
  }

  /** The lines without line ends. */
  public List<String> lines() {
    return Arrays.asList(text.split("\r?\n", -1));
  }
}
