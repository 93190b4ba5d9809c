package io.drydock.oci.validate;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;

/** Collects faults while a document is walked, and knows where in it the walk is. */
final class Findings {
  private final List<Fault> faults = new ArrayList<>();
  private final StringBuilder place = new StringBuilder();

  void add(String message) {
    faults.add(new Fault(place.toString(), message));
  }

  /** Adds that the value is not what it should be. */
  void expected(String what, JsonElement value) {
    add("must be " + what + ", but is " + describe(value));
  }

  void inMember(String name, Rule rule, JsonElement value) {
    within((place.isEmpty() ? "" : ".") + name, rule, value);
  }

  void inItem(int index, Rule rule, JsonElement value) {
    within("[" + index + "]", rule, value);
  }

  private void within(String step, Rule rule, JsonElement value) {
    int length = place.length();
    place.append(step);
    rule.check(value, this);
    place.setLength(length);
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }

  private static String describe(JsonElement value) {
    if (value.isJsonObject()) {
      return "an object";
    }
    if (value.isJsonArray()) {
      return value.getAsJsonArray().isEmpty() ? "an empty list" : "a list";
    }
    String text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
