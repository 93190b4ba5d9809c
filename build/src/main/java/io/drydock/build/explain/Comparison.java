package io.drydock.build.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is different between a step and the same step of an earlier build. */
final class Comparison {
  private static final int MOST_FILES = 10;

  private final StepFacts before;
  private final StepFacts now;
  private final List<String> changes = new ArrayList<>();

  private Comparison(StepFacts before, StepFacts now) {
    this.before = before;
    this.now = now;
  }

  static List<String> of(StepFacts before, StepFacts now) {
    var comparison = new Comparison(before, now);
    comparison.run();
    return comparison.changes;
  }

  private void run() {
    boolean rewritten = !before.instruction().equals(now.instruction());
    if (rewritten) {
      changes.add("the instruction changed; it was: " + text(before));
    }
    now.parts()
        .forEach((name, value) -> {
          if (!rewritten || !name.equals("the command")) {
            part(name, value);
          }
        });
    for (String name : before.parts().keySet()) {
      if (!now.parts().containsKey(name)) {
        changes.add(name + " is gone");
      }
    }
    files();
  }

  private static String text(StepFacts facts) {
    int close = facts.title().indexOf("] ");
    return close < 0 ? facts.title() : facts.title().substring(close + 2);
  }

  private void part(String name, String value) {
    String earlier = before.parts().get(name);
    if (earlier == null) {
      changes.add(name + " is new");
    } else if (!earlier.equals(value)) {
      changes.add(changed(name, earlier, value));
    }
  }

  private String changed(String name, String earlier, String value) {
    if (name.startsWith("variable ")) {
      return name + " changed";
    }
    if (name.equals("what it is based on")
        || name.startsWith("the files of ")
        || name.startsWith("what is mounted at ")) {
      return name + " changed: " + value.substring(value.indexOf(' ') + 1);
    }
    return name + " changed: " + quoted(earlier) + " is now " + quoted(value);
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "nothing" : value;
  }

  private void files() {
    var different = new ArrayList<String>();
    for (Map.Entry<String, String> each : now.files().entrySet()) {
      String earlier = before.files().get(each.getKey());
      if (earlier == null) {
        different.add("file " + each.getKey() + " is new");
      } else if (!earlier.equals(each.getValue())) {
        different.add(changedFile(each.getKey(), earlier, each.getValue()));
      }
    }
    for (String path : before.files().keySet()) {
      if (!now.files().containsKey(path)) {
        different.add("file " + path + " is gone");
      }
    }
    changes.addAll(different.subList(0, Math.min(MOST_FILES, different.size())));
    if (different.size() > MOST_FILES) {
      changes.add("… and " + (different.size() - MOST_FILES) + " more files");
    }
  }

  /** The first word is the content's digest, the rest is type, mode and owner. */
  private static String changedFile(String path, String earlier, String value) {
    Optional<String> content = firstWord(earlier).filter(each -> firstWord(value).isPresent());
    boolean same = content.isPresent() && content.equals(firstWord(value));
    return "file " + path + (same ? " changed its mode or owner" : " changed");
  }

  private static Optional<String> firstWord(String value) {
    int space = value.indexOf(' ');
    return space < 0 ? Optional.empty() : Optional.of(value.substring(0, space));
  }
}
