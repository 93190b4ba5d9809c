package io.drydock.bake.model;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code --set TARGET.KEY=VALUE} changes, by target. */
final class Overrides {
  /** Other words for attributes, as the command line has them. */
  private static final Map<String, String> SYNONYMS =
      Map.of("platform", "platforms", "secrets", "secret", "outputs", "output");

  private final Map<String, Map<String, Change>> byTarget = new LinkedHashMap<>();

  /**
   * The values given for one key of one target.
   *
   * @param append whether they are added to what the files say
   */
  private record Change(List<String> values, boolean append) {
    String last() {
      return values.getLast();
    }
  }

  /**
   * Reads the values of {@code --set}.
   *
   * @param environment gives arguments without a value theirs
   * @throws DrydockException of kind INVALID for a malformed one, of kind NOT_FOUND when no target
   *     has the name or fits the pattern
   */
  Overrides(List<String> texts, Definition definition, Map<String, String> environment) {
    for (String text : texts) {
      add(text, definition, environment);
    }
  }

  private void add(String text, Definition definition, Map<String, String> environment) {
    int equals = text.indexOf('=');
    String left = equals < 0 ? text : text.substring(0, equals);
    boolean append = left.endsWith("+");
    String path = append ? left.substring(0, left.length() - 1) : left;
    int dot = path.indexOf('.');
    if (dot < 0) {
      throw invalid("invalid override key " + path + ", expected target.name");
    }
    String key = path.substring(dot + 1);
    Optional<String> value =
        equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
    if (value.isEmpty() && key.startsWith("args.")) {
      value = Optional.ofNullable(environment.get(key.substring("args.".length())));
    } else if (value.isEmpty()) {
      throw invalid("invalid override " + text + ", expected target.name=value");
    }
    for (String target : TargetPattern.targets(path.substring(0, dot), definition)) {
      Map<String, Change> keys = byTarget.computeIfAbsent(target, _ -> new LinkedHashMap<>());
      value.ifPresent(given -> add(keys, key, given, append));
    }
  }

  private static void add(Map<String, Change> keys, String key, String value, boolean append) {
    var values = new ArrayList<String>();
    Change earlier = keys.get(key);
    if (earlier != null) {
      values.addAll(earlier.values);
    }
    values.add(value);
    keys.put(key, new Change(values, append));
  }

  /** The target with its overrides; whether to push and load is asked of the outputs, so last. */
  Target apply(Target target) {
    Target changed = target;
    Map<String, Change> keys = byTarget.getOrDefault(target.name(), Map.of());
    for (Map.Entry<String, Change> each : keys.entrySet()) {
      if (!each.getKey().equals("push") && !each.getKey().equals("load")) {
        changed = apply(changed, each.getKey(), each.getValue());
      }
    }
    Change push = keys.get("push");
    if (push != null) {
      changed = Outputs.push(changed, Settings.flag("push", push.last()));
    }
    Change load = keys.get("load");
    return load != null && Settings.flag("load", load.last()) ? Outputs.load(changed) : changed;
  }

  private static Target apply(Target target, String key, Change override) {
    int dot = key.indexOf('.');
    String word = dot < 0 ? key : key.substring(0, dot);
    Optional<String> name = dot < 0 ? Optional.empty() : Optional.of(key.substring(dot + 1));
    TargetAttribute attribute =
        TargetAttribute.of(SYNONYMS.getOrDefault(word, word))
            .filter(each ->
                each != TargetAttribute.INHERITS && each != TargetAttribute.DOCKERFILE_INLINE)
            .orElseThrow(() -> invalid("unknown key: " + word));
    return switch (attribute.kind()) {
      case TEXT -> target.with(attribute, new Setting.Text(override.last()));
      case FLAG -> target.with(attribute, new Setting.Flag(Settings.flag(word, override.last())));
      case TEXTS -> texts(target, attribute, override);
      case NAMED ->
          named(
              target,
              attribute,
              name.orElseThrow(
                  () -> invalid("invalid key " + key + ", " + word + " requires name")),
              override.last());
      case ENTRIES ->
          name.isPresent()
              ? secret(target, attribute, name.get(), override.last())
              : entries(target, attribute, override);
    };
  }

  private static Target texts(Target target, TargetAttribute attribute, Change override) {
    boolean adds =
        override.append
            || attribute == TargetAttribute.ANNOTATIONS
            || attribute == TargetAttribute.ENTITLEMENTS;
    var texts = new ArrayList<>(adds ? target.texts(attribute) : List.<String>of());
    texts.addAll(override.values);
    return target.with(attribute, new Setting.Texts(texts));
  }

  private static Target named(Target target, TargetAttribute attribute, String name, String value) {
    if (attribute == TargetAttribute.RESOURCES) {
      Settings.checkResource(name, value);
    }
    var one = new Setting.Named(Map.of(name, Optional.of(value)));
    Setting earlier = target.get(attribute).orElse(new Setting.Named(Map.of()));
    return target.with(attribute, attribute.merge(earlier, one));
  }

  private static Target entries(Target target, TargetAttribute attribute, Change override) {
    boolean adds = override.append || attribute == TargetAttribute.ATTEST;
    var entries = new ArrayList<>(adds ? target.entries(attribute) : List.<Entry>of());
    entries.addAll(attribute.form().readEach(override.values));
    return target.with(attribute, new Setting.Entries(attribute.form().distinct(entries)));
  }

  /** {@code secret.ID=src=file}: the one secret of that id, others stay. */
  private static Target secret(Target target, TargetAttribute attribute, String id, String value) {
    if (attribute != TargetAttribute.SECRET) {
      throw invalid("unknown key: " + attribute.word() + "." + id);
    }
    Entry secret = new Entry(Map.of("id", id));
    for (Map.Entry<String, String> field : attribute.form().read(value).fields().entrySet()) {
      secret = secret.with(field.getKey(), field.getValue());
    }
    var secrets = new ArrayList<Entry>();
    boolean replaced = false;
    for (Entry each : target.entries(attribute)) {
      boolean same = each.get("id").filter(id::equals).isPresent();
      secrets.add(same ? secret : each);
      replaced |= same;
    }
    if (!replaced) {
      secrets.add(secret);
    }
    return target.with(attribute, new Setting.Entries(secrets));
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
