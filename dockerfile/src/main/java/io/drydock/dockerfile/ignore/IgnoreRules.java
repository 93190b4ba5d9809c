package io.drydock.dockerfile.ignore;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.text.Blank;
import io.drydock.dockerfile.text.SlashPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The patterns of an ignore file, in order: the last one that matches a path, or a directory above
 * it, decides. Immutable and safe for any number of threads.
 */
public final class IgnoreRules {
  /** No rule at all: everything is in. */
  public static final IgnoreRules NONE = new IgnoreRules(List.of());

  private static final int NO_RULE = -1;

  private final List<Compiled> rules;

  private IgnoreRules(List<Compiled> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * One pattern.
   *
   * @param line in the file, counted from 1; 0 when it comes from elsewhere
   * @param text the pattern as written
   * @param exception whether it brings paths back ({@code !})
   */
  public record Rule(int line, String text, boolean exception) {}

  private record Compiled(Rule rule, PathPattern pattern) {}

  /**
   * Reads an ignore file.
   *
   * @param name to show in messages
   * @throws DrydockException of kind INVALID for a malformed pattern, with its line
   */
  public static IgnoreRules parse(String name, byte[] content) {
    var rules = new ArrayList<Compiled>();
    for (IgnoreFile.Line line : IgnoreFile.read(content)) {
      try {
        compile(line.number(), line.written(), line.pattern()).ifPresent(rules::add);
      } catch (DrydockException e) {
        throw e.at(SourceLocation.line(name, line.number()));
      }
    }
    return new IgnoreRules(rules);
  }

  /**
   * Rules from patterns that come from elsewhere, as {@code COPY --exclude} has them.
   *
   * @throws DrydockException of kind INVALID for a malformed pattern
   */
  public static IgnoreRules of(List<String> patterns) {
    var rules = new ArrayList<Compiled>();
    patterns.forEach(each -> compile(0, each, each).ifPresent(rules::add));
    return new IgnoreRules(rules);
  }

  private static Optional<Compiled> compile(int line, String written, String pattern) {
    String trimmed = Blank.trim(pattern);
    if (trimmed.isEmpty()) {
      return Optional.empty();
    }
    String clean = SlashPath.clean(trimmed);
    boolean exception = clean.startsWith("!");
    if (clean.equals("!")) {
      throw new DrydockException(ErrorKind.INVALID, "illegal exclusion pattern: \"!\"")
          .withHint("write the path to bring back behind the exclamation mark");
    }
    String text = exception ? clean.substring(1) : clean;
    return Optional.of(new Compiled(new Rule(line, written, exception), PathPattern.compile(text)));
  }

  /** The rules in their order. */
  public List<Rule> rules() {
    return rules.stream().map(Compiled::rule).toList();
  }

  /** Whether there is no rule at all. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Whether any rule brings paths back. */
  public boolean hasExceptions() {
    return rules.stream().anyMatch(each -> each.rule().exception());
  }

  /**
   * Whether any rule names the path or a directory above it; the root is taken as a path too, which
   * only rules for everything name.
   *
   * @param path as for {@link #excludes}, {@code .} for the root
   */
  public boolean matches(String path) {
    return rules.stream().anyMatch(each -> each.pattern().matchesPathOrParent(path));
  }

  /**
   * Whether the path stays out.
   *
   * @param path relative to the root of the context, with slashes, clean; the root itself is in
   */
  public boolean excludes(String path) {
    int index = deciding(path);
    return index != NO_RULE && !rules.get(index).rule().exception();
  }

  /** The rule that decides over the path; empty when none matches, so the path is in. */
  public Optional<Rule> decidedBy(String path) {
    int index = deciding(path);
    return index == NO_RULE ? Optional.empty() : Optional.of(rules.get(index).rule());
  }

  /**
   * Whether a walk has to look into the directory: false only where nothing below it can be in.
   *
   * @param directory relative to the root of the context, with slashes, clean
   */
  public boolean mayContainIncluded(String directory) {
    if (!excludes(directory)) {
      return true;
    }
    // What matches the directory matches all below it, so only exceptions behind that rule count.
    for (int i = rules.size() - 1; i >= 0; i--) {
      Compiled each = rules.get(i);
      if (each.rule().exception()) {
        if (each.pattern().mayMatchBelow(directory)) {
          return true;
        }
      } else if (each.pattern().matchesPathOrParent(directory)) {
        return false;
      }
    }
    return false;
  }

  /** The index of the last rule that matches, or {@link #NO_RULE}. */
  private int deciding(String path) {
    if (path.isEmpty() || path.equals(".")) {
      return NO_RULE;
    }
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).pattern().matchesPathOrParent(path)) {
        return i;
      }
    }
    return NO_RULE;
  }
}
