package io.drydock.dockerfile.instruction;

import io.drydock.core.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The {@code --flags} of one instruction, checked against those that it has. */
final class Flags {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Flags() {}

  /** What an instruction accepts: flags with a value, with none needed, and with many values. */
  record Allowed(List<String> texts, List<String> switches, List<String> lists) {
    static final Allowed NONE = new Allowed(List.of(), List.of(), List.of());

    static Allowed texts(String... names) {
      return new Allowed(List.of(names), List.of(), List.of());
    }

    Allowed switches(String... names) {
      return new Allowed(texts, List.of(names), lists);
    }

    Allowed lists(String... names) {
      return new Allowed(texts, switches, List.of(names));
    }

    private List<String> all() {
      var names = new ArrayList<>(texts);
      names.addAll(switches);
      names.addAll(lists);
      return names;
    }
  }

  /**
   * @throws io.drydock.core.DrydockException for unknown and repeated flags and missing values
   */
  static Flags read(List<String> words, Allowed allowed) {
    var flags = new Flags();
    for (String word : words) {
      int equals = word.indexOf('=');
      String name = word.substring(2, equals < 0 ? word.length() : equals);
      if (!allowed.all().contains(name)) {
        throw Refusal.of("unknown flag: --" + name, Suggestion.closest(name, allowed.all()));
      }
      if (flags.values.containsKey(name) && !allowed.lists().contains(name)) {
        throw Refusal.of("duplicate flag specified: --" + name);
      }
      Optional<String> value =
          equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
      flags
          .values
          .computeIfAbsent(name, each -> new ArrayList<>())
          .add(allowed.switches().contains(name) ? onOrOff(name, value) : given(name, value));
    }
    return flags;
  }

  private static String given(String name, Optional<String> value) {
    return value.orElseThrow(() -> Refusal.of("missing a value on flag: --" + name));
  }

  private static String onOrOff(String name, Optional<String> value) {
    String lower = value.orElse("true").toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) {
      throw Refusal.of("missing a value on flag: --" + name);
    }
    if (!lower.equals("true") && !lower.equals("false")) {
      throw Refusal.of("expecting boolean value for flag --" + name + ", not: " + value.orElse(""));
    }
    return lower;
  }

  /** The value, empty when the flag is not given. */
  String text(String name) {
    return optional(name).orElse("");
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getFirst);
  }

  boolean isOn(String name) {
    return text(name).equals("true");
  }

  List<String> list(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Names of the flags that are given, in order. */
  List<String> used() {
    return List.copyOf(values.keySet());
  }
}
