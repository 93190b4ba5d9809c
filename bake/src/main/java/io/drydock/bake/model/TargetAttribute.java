package io.drydock.bake.model;

import io.drydock.bake.value.Type;
import io.drydock.bake.value.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be said of a target, in the order in which it is printed. */
public enum TargetAttribute {
  DESCRIPTION("description", Kind.TEXT, Merging.REPLACE),
  INHERITS("inherits", Kind.TEXTS, Merging.APPEND),
  ANNOTATIONS("annotations", Kind.TEXTS, Merging.APPEND),
  ATTEST("attest", EntryForm.ATTESTATION, Merging.APPEND),
  CONTEXT("context", Kind.TEXT, Merging.REPLACE),
  CONTEXTS("contexts", Kind.NAMED, Merging.BY_NAME),
  DOCKERFILE("dockerfile", Kind.TEXT, Merging.REPLACE),
  DOCKERFILE_INLINE("dockerfile-inline", Kind.TEXT, Merging.REPLACE),
  ARGS("args", Kind.NAMED, Merging.BY_NAME),
  LABELS("labels", Kind.NAMED, Merging.BY_NAME),
  TAGS("tags", Kind.TEXTS, Merging.REPLACE),
  CACHE_FROM("cache-from", EntryForm.CACHE, Merging.APPEND),
  CACHE_TO("cache-to", EntryForm.CACHE, Merging.REPLACE),
  TARGET("target", Kind.TEXT, Merging.REPLACE),
  SECRET("secret", EntryForm.SECRET, Merging.APPEND),
  SSH("ssh", EntryForm.SSH, Merging.APPEND),
  PLATFORMS("platforms", Kind.TEXTS, Merging.REPLACE),
  OUTPUT("output", EntryForm.OUTPUT, Merging.REPLACE),
  PULL("pull", Kind.FLAG, Merging.REPLACE),
  NO_CACHE("no-cache", Kind.FLAG, Merging.REPLACE),
  NETWORK("network", Kind.TEXT, Merging.REPLACE),
  NO_CACHE_FILTER("no-cache-filter", Kind.TEXTS, Merging.APPEND),
  SHM_SIZE("shm-size", Kind.TEXT, Merging.REPLACE),
  ULIMITS("ulimits", Kind.TEXTS, Merging.APPEND),
  RESOURCES("resources", Kind.NAMED, Merging.BY_NAME),
  CALL("call", Kind.TEXT, Merging.REPLACE),
  ENTITLEMENTS("entitlements", Kind.TEXTS, Merging.APPEND),
  EXTRA_HOSTS("extra-hosts", Kind.NAMED, Merging.BY_NAME),
  POLICY("policy", EntryForm.POLICY, Merging.APPEND);

  /** What sort of value an attribute has. */
  enum Kind {
    TEXT,
    FLAG,
    TEXTS,
    NAMED,
    ENTRIES;

    Type type() {
      return switch (this) {
        case TEXT -> Types.STRING;
        case FLAG -> Types.BOOL;
        case TEXTS -> Type.list(Types.STRING);
        case NAMED -> Type.map(Types.STRING);
        case ENTRIES -> Types.ANY;
      };
    }
  }

  /** What becomes of an attribute that two definitions of a target set. */
  enum Merging {
    /** The later one counts. */
    REPLACE,
    /** The later ones follow the earlier ones. */
    APPEND,
    /** The later one counts for each name. */
    BY_NAME
  }

  private final String word;
  private final Kind kind;
  private final Optional<EntryForm> form;
  private final Merging merging;

  TargetAttribute(String word, Kind kind, Merging merging) {
    this.word = word;
    this.kind = kind;
    this.form = Optional.empty();
    this.merging = merging;
  }

  TargetAttribute(String word, EntryForm form, Merging merging) {
    this.word = word;
    this.kind = Kind.ENTRIES;
    this.form = Optional.of(form);
    this.merging = merging;
  }

  /** As bake files write it. */
  public String word() {
    return word;
  }

  Kind kind() {
    return kind;
  }

  /** How the entries of an attribute of kind {@link Kind#ENTRIES} are written. */
  public EntryForm form() {
    return form.orElseThrow();
  }

  static Optional<TargetAttribute> of(String word) {
    for (TargetAttribute each : values()) {
      if (each.word.equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  static List<String> words() {
    var words = new ArrayList<String>();
    for (TargetAttribute each : values()) {
      words.add(each.word);
    }
    return words;
  }

  /** What an attribute is that an earlier and a later definition set. */
  Setting merge(Setting earlier, Setting later) {
    if (merging == Merging.REPLACE) {
      return later;
    }
    return switch (later) {
      case Setting.Texts texts -> {
        var all = new ArrayList<>(((Setting.Texts) earlier).values());
        all.addAll(texts.values());
        yield new Setting.Texts(all);
      }
      case Setting.Entries entries -> {
        var all = new ArrayList<>(((Setting.Entries) earlier).values());
        all.addAll(entries.values());
        yield new Setting.Entries(form().distinct(all));
      }
      case Setting.Named named -> new Setting.Named(byName((Setting.Named) earlier, named));
      case Setting.Text text -> text;
      case Setting.Flag flag -> flag;
    };
  }

  private static Map<String, Optional<String>> byName(Setting.Named earlier, Setting.Named later) {
    Map<String, Optional<String>> all = new LinkedHashMap<>(earlier.values());
    later
        .values()
        .forEach((name, value) -> {
          if (value.isPresent()) {
            all.put(name, value);
          }
        });
    return all;
  }
}
