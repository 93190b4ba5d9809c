package io.drydock.bake.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something to build.
 *
 * @param base the directory that stands for a context that is not set; empty for the directory of
 *     the call
 */
public record Target(String name, Map<TargetAttribute, Setting> settings, String base) {
  public Target {
    settings = settings.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(settings));
  }

  static Target named(String name) {
    return new Target(name, Map.of(), "");
  }

  Optional<Setting> get(TargetAttribute attribute) {
    return Optional.ofNullable(settings.get(attribute));
  }

  public Optional<String> text(TargetAttribute attribute) {
    return get(attribute).map(each -> ((Setting.Text) each).value());
  }

  public boolean flag(TargetAttribute attribute) {
    return get(attribute).map(each -> ((Setting.Flag) each).value()).orElse(false);
  }

  public List<String> texts(TargetAttribute attribute) {
    return get(attribute).map(each -> ((Setting.Texts) each).values()).orElse(List.of());
  }

  /** Texts by name, without nulls. */
  public Map<String, String> named(TargetAttribute attribute) {
    var named = new TreeMap<String, String>();
    get(attribute)
        .ifPresent(each ->
            ((Setting.Named) each)
                .values()
                .forEach((name, value) -> value.ifPresent(text -> named.put(name, text))));
    return named;
  }

  public List<Entry> entries(TargetAttribute attribute) {
    return get(attribute).map(each -> ((Setting.Entries) each).values()).orElse(List.of());
  }

  Target with(TargetAttribute attribute, Setting setting) {
    var more = new EnumMap<TargetAttribute, Setting>(TargetAttribute.class);
    more.putAll(settings);
    more.put(attribute, setting);
    return new Target(name, more, base);
  }

  Target without(TargetAttribute attribute) {
    var fewer = new EnumMap<TargetAttribute, Setting>(TargetAttribute.class);
    fewer.putAll(settings);
    fewer.remove(attribute);
    return new Target(name, fewer, base);
  }

  Target withName(String another) {
    return new Target(another, settings, base);
  }

  Target withBase(String directory) {
    return new Target(name, settings, directory);
  }

  /** This definition with what a later one adds and changes. */
  Target merge(Target later) {
    var merged = new EnumMap<TargetAttribute, Setting>(TargetAttribute.class);
    merged.putAll(settings);
    later.settings.forEach((attribute, setting) -> {
      Setting earlier = merged.get(attribute);
      merged.put(
          attribute,
          earlier == null ? first(attribute, setting) : attribute.merge(earlier, setting));
    });
    return new Target(name, merged, base.isEmpty() ? later.base : base);
  }

  private static Setting first(TargetAttribute attribute, Setting setting) {
    return setting instanceof Setting.Named
        ? attribute.merge(new Setting.Named(Map.of()), setting)
        : setting;
  }

  /** Without what is there twice or says nothing. */
  Target normalised() {
    Target clean = this;
    for (Map.Entry<TargetAttribute, Setting> each : settings.entrySet()) {
      clean = clean.with(each.getKey(), normalised(each.getKey(), each.getValue()));
    }
    if (text(TargetAttribute.NETWORK).filter("host"::equals).isPresent()) {
      clean = clean.allowing(List.of("network.host"));
    }
    return clean;
  }

  /** The target that may also do what the entitlements allow. */
  Target allowing(List<String> entitlements) {
    var all = new LinkedHashSet<>(texts(TargetAttribute.ENTITLEMENTS));
    all.addAll(entitlements);
    return all.isEmpty()
        ? this
        : with(TargetAttribute.ENTITLEMENTS, new Setting.Texts(List.copyOf(all)));
  }

  private static Setting normalised(TargetAttribute attribute, Setting setting) {
    return switch (setting) {
      case Setting.Texts texts -> {
        var distinct = new LinkedHashSet<>(texts.values());
        distinct.remove("");
        yield attribute == TargetAttribute.INHERITS
            ? texts
            : new Setting.Texts(new ArrayList<>(distinct));
      }
      case Setting.Entries entries ->
          new Setting.Entries(attribute.form().distinct(entries.values()));
      case Setting.Named named when attribute == TargetAttribute.CONTEXTS -> {
        var kept = new TreeMap<>(named.values());
        kept.values().removeIf(each -> each.filter(text -> !text.isEmpty()).isEmpty());
        yield new Setting.Named(kept);
      }
      case Setting.Named named -> named;
      case Setting.Text text -> text;
      case Setting.Flag flag -> flag;
    };
  }
}
