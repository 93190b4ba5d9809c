package io.drydock.base.debian;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One paragraph of a control file (Debian Policy 5.1): fields by name, in order; names are found in
 * any case. A value keeps its further lines, each with the blank it begins with.
 */
public final class Paragraph {
  private final SequencedMap<String, String> fields;

  private Paragraph(SequencedMap<String, String> fields) {
    this.fields = Collections.unmodifiableSequencedMap(fields);
  }

  /**
   * The one paragraph that the text holds.
   *
   * @throws DrydockException of kind INVALID when a line is neither a field nor continues one
   */
  public static Paragraph parse(String text) {
    return parseAll(text).stream()
        .findFirst()
        .orElseGet(() -> new Paragraph(new LinkedHashMap<>()));
  }

  /** The paragraphs of a text, which empty lines divide. Lines that begin with # are comments. */
  public static List<Paragraph> parseAll(String text) {
    var paragraphs = new ArrayList<Paragraph>();
    var fields = new LinkedHashMap<String, String>();
    String last = "";
    for (String line : text.lines().toList()) {
      if (line.isBlank()) {
        last = "";
        if (!fields.isEmpty()) {
          paragraphs.add(new Paragraph(new LinkedHashMap<>(fields)));
          fields.clear();
        }
      } else if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        if (last.isEmpty()) {
          throw malformed(line);
        }
        fields.merge(last, line.stripTrailing(), (value, more) -> value + "\n" + more);
      } else if (line.charAt(0) != '#') {
        int colon = line.indexOf(':');
        if (colon <= 0) {
          throw malformed(line);
        }
        last = line.substring(0, colon);
        fields.put(last, line.substring(colon + 1).strip());
      }
    }
    if (!fields.isEmpty()) {
      paragraphs.add(new Paragraph(fields));
    }
    return List.copyOf(paragraphs);
  }

  private static DrydockException malformed(String line) {
    return new DrydockException(ErrorKind.INVALID, "\"" + line + "\" is no control field");
  }

  /** The field's value, empty when there is none. */
  public String get(String name) {
    String exact = fields.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, String> each : fields.entrySet()) {
      if (each.getKey().equalsIgnoreCase(name)) {
        return each.getValue();
      }
    }
    return "";
  }

  /** The words of a field that lists some, empty when there is none. */
  public List<String> words(String name) {
    String value = get(name).strip();
    return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
  }

  /** The lines below the first of a field, without the blank they begin with. */
  public List<String> lines(String name) {
    return get(name).lines().skip(1).map(String::strip).toList();
  }

  /** The fields in order. */
  public SequencedMap<String, String> fields() {
    return fields;
  }

  /** The paragraph as a control file has it, with a line end after each line. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    fields.forEach((name, value) -> {
      text.append(name).append(':');
      text.append(value.isEmpty() || value.startsWith("\n") ? "" : " ");
      text.append(value).append('\n');
    });
    return text.toString();
  }
}
