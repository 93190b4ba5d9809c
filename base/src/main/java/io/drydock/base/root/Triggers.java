package io.drydock.base.root;

import io.drydock.base.debian.Control;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which packages want to hear of what (deb-triggers(5)), and what they have to be told because it
 * happened after they were configured.
 */
final class Triggers {
  private record Interest(String trigger, String packageName, boolean noAwait) {
    String line() {
      return packageName + (noAwait ? "/noawait" : "");
    }
  }

  private final List<Interest> interests = new ArrayList<>();
  private final SequencedMap<String, SortedSet<String>> pending = new LinkedHashMap<>();

  /** Notes what the package is interested in. */
  void addInterests(Control control) {
    for (String line : control.lines("triggers")) {
      String[] words = line.split("\\s+");
      if (words.length == 2 && words[0].startsWith("interest")) {
        interests.add(
            new Interest(words[1], control.databaseName(), words[0].endsWith("-noawait")));
      }
    }
  }

  /** Notes what the unpacking of the package sets off: paths it holds, names it activates. */
  void activate(Control control, List<String> paths) {
    for (String line : control.lines("triggers")) {
      String[] words = line.split("\\s+");
      if (words.length == 2 && words[0].startsWith("activate")) {
        fire(words[1]);
      }
    }
    for (Interest each : interests) {
      String prefix = each.trigger() + "/";
      if (each.trigger().startsWith("/")
          && paths.stream()
              .anyMatch(path -> path.equals(each.trigger()) || path.startsWith(prefix))) {
        fire(each.trigger());
      }
    }
  }

  private void fire(String trigger) {
    for (Interest each : interests) {
      if (each.trigger().equals(trigger)) {
        String name = each.packageName();
        int colon = name.indexOf(':');
        pending
            .computeIfAbsent(colon < 0 ? name : name.substring(0, colon), _ -> new TreeSet<>())
            .add(trigger);
      }
    }
  }

  /** Trigger names by package name, taken away. */
  Map<String, SortedSet<String>> takePending() {
    var taken = new LinkedHashMap<>(pending);
    pending.clear();
    return taken;
  }

  /** Lines of dpkg's {@code triggers/File}. */
  List<String> pathLines() {
    return interests.stream()
        .filter(each -> each.trigger().startsWith("/"))
        .map(each -> each.trigger() + " " + each.line())
        .toList();
  }

  /** Lines of dpkg's other trigger files, by the trigger's name. */
  Map<String, List<String>> nameLines() {
    var lines = new LinkedHashMap<String, List<String>>();
    for (Interest each : interests) {
      if (!each.trigger().startsWith("/")) {
        lines.computeIfAbsent(each.trigger(), _ -> new ArrayList<>()).add(each.line());
      }
    }
    return lines;
  }
}
