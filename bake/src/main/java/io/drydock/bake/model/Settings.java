package io.drydock.bake.model;

import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes settings of the values that expressions have. */
final class Settings {
  /** What resources of a target's steps can be limited; numbers are whole. */
  private static final Set<String> RESOURCE_NUMBERS =
      Set.of("cpu-shares", "cpu-period", "cpu-quota");

  private static final Set<String> RESOURCE_TEXTS =
      Set.of("memory", "memory-swap", "cpuset-cpus", "cpuset-mems");

  private Settings() {}

  /**
   * The attribute's setting, none for a null.
   *
   * @throws DrydockException of kind INVALID for a value of another type
   */
  static Optional<Setting> of(TargetAttribute attribute, Value value) {
    if (value.isNull()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (attribute.kind()) {
          case TEXT -> new Setting.Text(Conversion.convert(value, Types.STRING).text());
          case FLAG -> new Setting.Flag(Conversion.convert(value, Types.BOOL).flag());
          case TEXTS -> new Setting.Texts(texts(value));
          case NAMED -> named(attribute, value);
          case ENTRIES -> entries(attribute.form(), value);
        });
  }

  /** The strings of a list. */
  static List<String> texts(Value value) {
    var texts = new ArrayList<String>();
    for (Value each : Conversion.convert(value, Type.list(Types.STRING)).elements()) {
      if (each.isNull()) {
        throw invalid("an element of the list is null");
      }
      texts.add(each.text());
    }
    return texts;
  }

  private static Setting named(TargetAttribute attribute, Value value) {
    Map<String, Optional<String>> named = new LinkedHashMap<>();
    Conversion.convert(value, Type.map(Types.STRING))
        .members()
        .forEach((name, each) -> {
          Optional<String> text = each.isNull() ? Optional.empty() : Optional.of(each.text());
          if (attribute == TargetAttribute.RESOURCES) {
            text.ifPresent(given -> checkResource(name, given));
          }
          named.put(name, text);
        });
    return new Setting.Named(named);
  }

  static boolean isResourceNumber(String name) {
    return RESOURCE_NUMBERS.contains(name);
  }

  static void checkResource(String name, String value) {
    if (!RESOURCE_NUMBERS.contains(name) && !RESOURCE_TEXTS.contains(name)) {
      throw invalid("unknown resource \"" + name + "\"");
    }
    if (RESOURCE_NUMBERS.contains(name) && !value.matches("-?\\d{1,18}")) {
      throw invalid(
          "invalid value " + value + " for resources." + name + ": a whole number is required");
    }
  }

  private static Setting entries(EntryForm form, Value value) {
    if (!value.type().isSequence()) {
      throw invalid("a list is required, but have " + value.type().friendlyName());
    }
    var entries = new ArrayList<Entry>();
    for (Value each : value.elements()) {
      if (each.isNull()) {
        throw invalid("an element of the list is null");
      }
      if (each.type().isMapping()) {
        entries.add(form.checked(entry(form, each)));
      } else {
        entries.addAll(form.readEach(List.of(Conversion.convert(each, Types.STRING).text())));
      }
    }
    return new Setting.Entries(form.distinct(entries));
  }

  private static Entry entry(EntryForm form, Value object) {
    Map<String, String> fields = new LinkedHashMap<>();
    object
        .members()
        .forEach((name, value) -> {
          if (!value.isNull()) {
            fields.put(name, field(form, value));
          }
        });
    return new Entry(fields);
  }

  private static String field(EntryForm form, Value value) {
    return form == EntryForm.SSH && value.type().isSequence()
        ? String.join(",", texts(value))
        : Conversion.convert(value, Types.STRING).text();
  }

  /**
   * The truth value that a word means, in any of the spellings that Docker takes.
   *
   * @param what names the word in errors
   */
  static boolean flag(String what, String word) {
    return switch (word) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default ->
          throw invalid("invalid value " + word + " for " + what + ": true or false is required");
    };
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
