package io.drydock.compose.request;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One key of a definition that changed.
 *
 * @param path as {@code environment.PORT} or {@code ports[0].target}
 * @param before empty when the key is new
 * @param after empty when the key is gone
 */
public record Change(String path, Optional<String> before, Optional<String> after) {
  private static final int SHOWN = 60;

  /** Variables whose values nobody wants on a screen. */
  private static final Pattern SECRET =
      Pattern.compile("pass|secret|token|credential|private|api_?key|auth");

  static List<Change> between(JsonObject before, JsonObject after) {
    var changes = new ArrayList<Change>();
    compare("", before, after, changes);
    return List.copyOf(changes);
  }

  private static void compare(
      String path, JsonElement before, JsonElement after, List<Change> changes) {
    if (before instanceof JsonObject old && after instanceof JsonObject now) {
      compareMembers(path, old, now, changes);
    } else if (before instanceof JsonArray old
        && after instanceof JsonArray now
        && old.size() == now.size()) {
      for (int i = 0; i < old.size(); i++) {
        compare(path + "[" + i + "]", old.get(i), now.get(i), changes);
      }
    } else if (!before.equals(after)) {
      changes.add(new Change(path, text(path, before), text(path, after)));
    }
  }

  private static void compareMembers(
      String path, JsonObject before, JsonObject after, List<Change> changes) {
    var keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      String below = path.isEmpty() ? key : path + "." + key;
      if (!before.has(key)) {
        changes.add(new Change(below, Optional.empty(), text(below, after.get(key))));
      } else if (!after.has(key)) {
        changes.add(new Change(below, text(below, before.get(key)), Optional.empty()));
      } else {
        compare(below, before.get(key), after.get(key), changes);
      }
    }
  }

  private static Optional<String> text(String path, JsonElement value) {
    if (SECRET.matcher(path.toLowerCase(Locale.ROOT)).find()) {
      return Optional.of("(not shown)");
    }
    String text =
        value instanceof JsonPrimitive primitive ? primitive.getAsString() : value.toString();
    return Optional.of(text.length() > SHOWN ? text.substring(0, SHOWN - 1) + "…" : text);
  }

  /** {@code environment.PORT changed: 80 → 81}, {@code command added: …} or {@code … removed}. */
  @Override
  public String toString() {
    if (before.isEmpty()) {
      return path + " added: " + after.orElse("");
    }
    return after.isEmpty()
        ? path + " removed"
        : path + " changed: " + before.get() + " → " + after.get();
  }
}
