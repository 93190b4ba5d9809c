package io.drydock.lint.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two versions of a file as a unified diff. */
public final class LineDiff {
  private static final int CONTEXT = 3;

  /** Beyond this many comparisons what differs is shown as one block. */
  private static final long MOST = 4_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<Line> lines = new ArrayList<>();

  private LineDiff(String before, String after) {
    this.before = lines(before);
    this.after = lines(after);
  }

  /** One line: kept, removed or added. */
  private record Line(char mark, String text) {}

  /** The diff; empty where nothing differs. */
  public static String of(String name, String before, String after) {
    return before.equals(after) ? "" : new LineDiff(before, after).print(name);
  }

  private static List<String> lines(String text) {
    List<String> all = Arrays.asList(text.split("\n", -1));
    return all.getLast().isEmpty() ? all.subList(0, all.size() - 1) : all;
  }

  private String print(String name) {
    compare();
    var out = new StringBuilder("--- a/" + name + "\n+++ b/" + name + "\n");
    int i = 0;
    while (i < lines.size()) {
      if (lines.get(i).mark() == ' ') {
        i++;
        continue;
      }
      int start = Math.max(0, i - CONTEXT);
      int end = hunkEnd(i);
      hunk(start, end, out);
      i = end;
    }
    return out.toString();
  }

  /** Behind the context of the last change that is near enough to belong to the hunk. */
  private int hunkEnd(int from) {
    int last = from;
    for (int i = from; i < lines.size() && i <= last + 2 * CONTEXT; i++) {
      if (lines.get(i).mark() != ' ') {
        last = i;
      }
    }
    return Math.min(lines.size(), last + CONTEXT + 1);
  }

  private void hunk(int start, int end, StringBuilder out) {
    long oldStart = lines.subList(0, start).stream().filter(each -> each.mark() != '+').count() + 1;
    long newStart = lines.subList(0, start).stream().filter(each -> each.mark() != '-').count() + 1;
    List<Line> hunk = lines.subList(start, end);
    long oldCount = hunk.stream().filter(each -> each.mark() != '+').count();
    long newCount = hunk.stream().filter(each -> each.mark() != '-').count();
    out.append("@@ -" + oldStart + "," + oldCount + " +" + newStart + "," + newCount + " @@\n");
    hunk.forEach(each -> out.append(each.mark()).append(each.text()).append('\n'));
  }

  /** Longest common subsequence over what differs between a common beginning and end. */
  private void compare() {
    int head = 0;
    while (head < Math.min(before.size(), after.size())
        && before.get(head).equals(after.get(head))) {
      lines.add(new Line(' ', before.get(head++)));
    }
    int tail = 0;
    while (tail < Math.min(before.size(), after.size()) - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
    before
        .subList(before.size() - tail, before.size())
        .forEach(each -> lines.add(new Line(' ', each)));
  }

  private void middle(List<String> left, List<String> right) {
    if ((long) left.size() * right.size() > MOST) {
      left.forEach(each -> lines.add(new Line('-', each)));
      right.forEach(each -> lines.add(new Line('+', each)));
      return;
    }
    int[][] common = new int[left.size() + 1][right.size() + 1];
    for (int i = left.size() - 1; i >= 0; i--) {
      for (int j = right.size() - 1; j >= 0; j--) {
        common[i][j] =
            left.get(i).equals(right.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      if (i < left.size() && j < right.size() && left.get(i).equals(right.get(j))) {
        lines.add(new Line(' ', left.get(i++)));
        j++;
      } else if (i < left.size() && (j == right.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', left.get(i++)));
      } else {
        lines.add(new Line('+', right.get(j++)));
      }
    }
  }
}
