package io.drydock.api.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The path of a route: {@code {name}} stands for one segment, {@code {name*}} for one or more, as
 * names of images have.
 */
record Template(List<String> segments) {
  static Template of(String path) {
    return new Template(List.of(path.substring(1).split("/")));
  }

  /** The variables' values, or null when the path is not of this form. */
  @Nullable Map<String, String> match(List<String> path) {
    var variables = new HashMap<String, String>();
    return match(path, 0, 0, variables) ? variables : null;
  }

  private boolean match(List<String> path, int at, int index, Map<String, String> variables) {
    if (index == segments.size()) {
      return at == path.size();
    }
    String segment = segments.get(index);
    if (!segment.startsWith("{")) {
      return at < path.size()
          && path.get(at).equals(segment)
          && match(path, at + 1, index + 1, variables);
    }
    boolean many = segment.endsWith("*}");
    int longest = many ? path.size() - (segments.size() - index - 1) : at + 1;
    for (int end = longest; end > at && end <= path.size(); end--) {
      String value = String.join("/", path.subList(at, end));
      if (!value.isEmpty() && match(path, end, index + 1, variables)) {
        variables.put(segment.substring(1, segment.length() - (many ? 2 : 1)), value);
        return true;
      }
      if (!many) {
        return false;
      }
    }
    return false;
  }
}
