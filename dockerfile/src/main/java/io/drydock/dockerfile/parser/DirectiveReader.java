package io.drydock.dockerfile.parser;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.text.Blank;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code # key=value} lines. The first line that is none ends them: after that comments are
 * only comments.
 */
final class DirectiveReader {
  private static final List<String> KEYS = List.of("syntax", "escape", "check");

  private final String comment;
  private final Set<String> seen = new HashSet<>();
  private boolean done;

  /**
   * @param comment what lines start with
   */
  DirectiveReader(String comment) {
    this.comment = comment;
  }

  /** Key and value of a directive; the key is in lower case. */
  record Entry(String key, String value) {}

  /**
   * The directive in the line, if it is one.
   *
   * @throws DrydockException for one that is given twice
   */
  Optional<Entry> read(String line) {
    if (done) {
      return Optional.empty();
    }
    Optional<Entry> entry = entry(line);
    done = entry.isEmpty();
    entry.ifPresent(this::demandFirst);
    return entry;
  }

  private void demandFirst(Entry entry) {
    if (!seen.add(entry.key())) {
      throw new DrydockException(
          ErrorKind.INVALID, "only one " + entry.key() + " parser directive can be used");
    }
  }

  private Optional<Entry> entry(String line) {
    if (!line.startsWith(comment)) {
      return Optional.empty();
    }
    String text = Blank.trimStart(line.substring(comment.length()));
    int equals = text.indexOf('=');
    if (equals < 0) {
      return Optional.empty();
    }
    String key = Blank.trimEnd(text.substring(0, equals)).toLowerCase(Locale.ROOT);
    String value = Blank.trim(text.substring(equals + 1));
    return KEYS.contains(key) && !value.isEmpty()
        ? Optional.of(new Entry(key, value))
        : Optional.empty();
  }
}
