package io.drydock.lint.hadolint;

import io.drydock.lint.DockerfileSource;
import io.drydock.lint.DockerfileSource.Comment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comments {@code # hadolint shell=NAME}, which say what shell a base image begins with. */
final class ShellPragmas {
  private static final Pattern PRAGMA =
      Pattern.compile("hadolint\\s+shell\\s*=\\s*([^\\s#]+)\\s*(#.*)?");

  private final TreeMap<Integer, Shell> byLine = new TreeMap<>();
  private final int firstInstruction;

  private ShellPragmas(int firstInstruction) {
    this.firstInstruction = firstInstruction;
  }

  static ShellPragmas of(DockerfileSource source) {
    int first = source.nodes().isEmpty() ? 0 : source.nodes().getFirst().line();
    var pragmas = new ShellPragmas(first);
    for (Comment comment : source.comments()) {
      Matcher matcher = PRAGMA.matcher(comment.text());
      if (matcher.matches()) {
        pragmas.byLine.put(comment.line(), new Shell(List.of(matcher.group(1), "-c")));
      }
    }
    return pragmas;
  }

  /** The shell of all stages: what a comment above the first instruction says, or the default. */
  Shell first() {
    return Optional.ofNullable(byLine.lowerEntry(firstInstruction))
        .map(Map.Entry::getValue)
        .orElse(Shell.DEFAULT);
  }

  /** Takes the shell that a comment names since the last instruction, if one does. */
  Optional<Shell> before(int line) {
    Optional<Integer> found =
        Optional.ofNullable(byLine.lowerKey(line)).filter(each -> each > firstInstruction);
    return found.map(byLine::remove);
  }
}
