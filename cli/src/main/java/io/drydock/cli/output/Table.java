package io.drydock.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, aligned as docker aligns them: columns of at least ten, three spaces apart. */
public final class Table {
  private static final int NARROWEST = 10;
  private static final int GAP = 3;

  private Table() {}

  /**
   * The lines with their cells aligned. The last cell of a line stands as it is.
   *
   * @param lines cells separated by tabs
   */
  public static String of(List<String> lines) {
    return of(lines, NARROWEST);
  }

  /** The same with columns as narrow as their cells allow. */
  public static String packed(List<String> lines) {
    return of(lines, 0);
  }

  /**
   * The same with columns at least that wide.
   *
   * @param narrowest width of a column with the gap after it
   */
  public static String of(List<String> lines, int narrowest) {
    List<String[]> rows = lines.stream().map(each -> each.split("\t", -1)).toList();
    var widths = new ArrayList<Integer>();
    for (String[] row : rows) {
      for (int i = 0; i < row.length - 1; i++) {
        int width = Math.max(narrowest, row[i].codePointCount(0, row[i].length()) + GAP);
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    var out = new StringBuilder();
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        out.append(row[i]);
        if (i < row.length - 1) {
          out.repeat(' ', widths.get(i) - row[i].codePointCount(0, row[i].length()));
        }
      }
      out.append('\n');
    }
    return out.toString();
  }
}
