package io.drydock.composefile.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * The way from a document's root to one of its values: {@code services.web.ports[0]}.
 *
 * @param steps keys, and items of lists as {@code [0]}
 */
public record YamlPath(List<String> steps) {
  /** The root itself. */
  public static final YamlPath ROOT = new YamlPath(List.of());

  private static final String ANY_ITEM = "[]";

  public YamlPath {
    steps = List.copyOf(steps);
  }

  /** The path of the keys, none of which is split. */
  public static YamlPath of(String... keys) {
    return new YamlPath(List.of(keys));
  }

  /** The path of a value in a mapping here. */
  public YamlPath key(String key) {
    var longer = new ArrayList<String>(steps.size() + 1);
    longer.addAll(steps);
    longer.add(key);
    return new YamlPath(longer);
  }

  /** The path of an item of a sequence here. */
  public YamlPath item(int index) {
    return key("[".concat(Integer.toString(index)).concat("]"));
  }

  /** The last step, empty at the root. */
  public String last() {
    return steps.isEmpty() ? "" : steps.getLast();
  }

  /** The path of the mapping or sequence that holds this value; the root's is the root. */
  public YamlPath parent() {
    return steps.isEmpty() ? this : new YamlPath(steps.subList(0, steps.size() - 1));
  }

  /**
   * Whether the steps are those of a pattern, in which {@code *} stands for any one step and {@code
   * []} for any item: {@code services.*.ports.[]}.
   */
  public boolean matches(String pattern) {
    int from = 0;
    for (String step : steps) {
      if (from > pattern.length()) {
        return false;
      }
      int dot = pattern.indexOf('.', from);
      int end = dot < 0 ? pattern.length() : dot;
      if (!matches(step, pattern, from, end)) {
        return false;
      }
      from = end + 1;
    }
    return steps.isEmpty() ? pattern.isEmpty() : from == pattern.length() + 1;
  }

  private static boolean matches(String step, String pattern, int from, int end) {
    int length = end - from;
    if (length == 1 && pattern.charAt(from) == '*') {
      return true;
    }
    if (length == 2 && pattern.startsWith(ANY_ITEM, from)) {
      return step.startsWith("[") && step.endsWith("]");
    }
    return step.length() == length && pattern.startsWith(step, from);
  }

  /** As errors write it: {@code services.web.ports[0]}. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (String step : steps) {
      if (!text.isEmpty() && !step.startsWith("[")) {
        text.append('.');
      }
      text.append(step);
    }
    return text.toString();
  }
}
