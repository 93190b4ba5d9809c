package io.drydock.bake.value;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated values (RFC 4180): a field in double quotes may hold commas and line ends. */
public final class CsvText {
  private final String text;
  private final List<List<String>> rows = new ArrayList<>();
  private List<String> row = new ArrayList<>();
  private int offset;

  private CsvText(String text) {
    this.text = text;
  }

  /**
   * The lines that are not empty, each as its fields.
   *
   * @throws DrydockException of kind INVALID for quotes in the wrong place
   */
  public static List<List<String>> rows(String text) {
    return new CsvText(text).read();
  }

  /** The fields of a text of one line, none for an empty one; see {@link #rows}. */
  public static List<String> fields(String text) {
    List<List<String>> rows = rows(text);
    if (rows.size() > 1) {
      throw new DrydockException(ErrorKind.INVALID, "more than one line of values: " + text);
    }
    return rows.isEmpty() ? List.of() : rows.getFirst();
  }

  private List<List<String>> read() {
    while (offset < text.length()) {
      if (text.charAt(offset) == '\n' || text.startsWith("\r\n", offset)) {
        offset += text.charAt(offset) == '\n' ? 1 : 2;
      } else {
        line();
      }
    }
    return rows;
  }

  private void line() {
    row = new ArrayList<>();
    rows.add(row);
    while (true) {
      row.add(offset < text.length() && text.charAt(offset) == '"' ? quoted() : bare());
      if (offset >= text.length() || text.charAt(offset) != ',') {
        return;
      }
      offset++;
    }
  }

  private String bare() {
    int start = offset;
    while (offset < text.length() && ",\n".indexOf(text.charAt(offset)) < 0) {
      if (text.charAt(offset) == '"') {
        throw invalid("a quote inside a field that has none around it");
      }
      offset++;
    }
    String field = text.substring(start, offset);
    boolean lineEnd = offset < text.length() && text.charAt(offset) == '\n';
    return lineEnd && field.endsWith("\r") ? field.substring(0, field.length() - 1) : field;
  }

  private String quoted() {
    var field = new StringBuilder();
    offset++;
    while (true) {
      int end = text.indexOf('"', offset);
      if (end < 0) {
        throw invalid("a quote is not closed");
      }
      field.append(text, offset, end);
      offset = end + 1;
      if (!text.startsWith("\"", offset)) {
        break;
      }
      field.append('"');
      offset++;
    }
    if (text.startsWith("\r\n", offset)) {
      offset++;
    }
    if (offset < text.length() && ",\n".indexOf(text.charAt(offset)) < 0) {
      throw invalid("text behind a closing quote");
    }
    return field.toString();
  }

  private DrydockException invalid(String what) {
    return new DrydockException(
        ErrorKind.INVALID, "cannot read \"" + text + "\" as comma-separated values: " + what);
  }
}
