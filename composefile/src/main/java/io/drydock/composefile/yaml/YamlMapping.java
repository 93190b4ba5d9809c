package io.drydock.composefile.yaml;

import io.drydock.core.SourceLocation;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Values by keys, in the order in which they were written; a key is always a string. */
public record YamlMapping(Map<String, Entry> entriesByKey, String tag, SourceLocation location)
    implements YamlNode {

  /**
   * A key with its value.
   *
   * @param location where the key stands
   */
  public record Entry(String key, YamlNode value, SourceLocation location) {
    /** The same key with another value. */
    public Entry with(YamlNode other) {
      return value.isSame(other) ? this : new Entry(key, other, location);
    }
  }

  public YamlMapping {
    entriesByKey = Collections.unmodifiableMap(new LinkedHashMap<>(entriesByKey));
  }

  public static YamlMapping empty(SourceLocation location) {
    return builder(location).build();
  }

  public static Builder builder(SourceLocation location) {
    return new Builder("", location, new LinkedHashMap<>());
  }

  /** A builder that begins with all that is here. */
  public Builder toBuilder() {
    return new Builder(tag, location, new LinkedHashMap<>(entriesByKey));
  }

  public Collection<Entry> entries() {
    return entriesByKey.values();
  }

  public Set<String> keys() {
    return entriesByKey.keySet();
  }

  public int size() {
    return entriesByKey.size();
  }

  public boolean isEmpty() {
    return entriesByKey.isEmpty();
  }

  public boolean has(String key) {
    return entriesByKey.containsKey(key);
  }

  public Optional<YamlNode> get(String key) {
    Entry entry = entriesByKey.get(key);
    return entry == null ? Optional.empty() : Optional.of(entry.value());
  }

  /** The value of a key that is known to be there. */
  public YamlNode require(String key) {
    Entry entry = entriesByKey.get(key);
    if (entry == null) {
      throw new IllegalArgumentException("there is no key " + key);
    }
    return entry.value();
  }

  /** Where the key stands; the mapping's own place for an absent one. */
  public SourceLocation keyLocation(String key) {
    Entry entry = entriesByKey.get(key);
    return entry == null ? location : entry.location();
  }

  /** The mapping with the key set; a new key stands last. */
  public YamlMapping with(String key, YamlNode value) {
    Entry entry = entriesByKey.get(key);
    return entry != null && entry.value().isSame(value)
        ? this
        : toBuilder().put(key, value).build();
  }

  /** The mapping without the key. */
  public YamlMapping without(String key) {
    return has(key) ? toBuilder().remove(key).build() : this;
  }

  /** The mapping with the value of a key changed; the same one where the key is absent. */
  public YamlMapping update(String key, UnaryOperator<YamlNode> change) {
    Entry entry = entriesByKey.get(key);
    return entry == null ? this : with(key, change.apply(entry.value()));
  }

  /** The mapping with each value replaced; the same one where none changes. */
  public YamlMapping map(EntryChange change) {
    Builder changed = null;
    for (Entry each : entries()) {
      YamlNode next = change.apply(each.key(), each.value());
      if (!next.isSame(each.value())) {
        changed = changed == null ? toBuilder() : changed;
        changed.put(each.key(), next);
      }
    }
    return changed == null ? this : changed.build();
  }

  /** Gives a key's new value. */
  @FunctionalInterface
  public interface EntryChange {
    YamlNode apply(String key, YamlNode value);
  }

  @Override
  public YamlMapping withTag(String other) {
    return other.equals(tag) ? this : new YamlMapping(entriesByKey, other, location);
  }

  @Override
  public Map<String, @Nullable Object> toJava() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (Entry each : entries()) {
      map.put(each.key(), each.value().toJava());
    }
    return map;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof YamlMapping that) || size() != that.size() || !tag.equals(that.tag)) {
      return false;
    }
    for (Entry each : entries()) {
      Entry theirs = that.entriesByKey.get(each.key());
      if (theirs == null || !theirs.value().equals(each.value())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return keys().hashCode();
  }

  @Override
  public String toString() {
    return String.valueOf(toJava());
  }

  /** Gathers the entries of a mapping. */
  public static final class Builder {
    private final String tag;
    private final SourceLocation location;
    private final Map<String, Entry> entries;

    private Builder(String tag, SourceLocation location, Map<String, Entry> entries) {
      this.tag = tag;
      this.location = location;
      this.entries = entries;
    }

    /**
     * Sets a key, which keeps its place in the order and the file, or stands where its value is.
     */
    public Builder put(String key, YamlNode value) {
      Entry present = entries.get(key);
      return put(present == null ? new Entry(key, value, value.location()) : present.with(value));
    }

    /** Sets a key together with its place in the file. */
    public Builder put(Entry entry) {
      entries.put(entry.key(), entry);
      return this;
    }

    /** Sets a key that is not there yet. */
    public Builder putIfAbsent(Entry entry) {
      entries.putIfAbsent(entry.key(), entry);
      return this;
    }

    public Builder remove(String key) {
      entries.remove(key);
      return this;
    }

    public boolean has(String key) {
      return entries.containsKey(key);
    }

    /** The entry that has the key. */
    public Optional<Entry> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    public YamlMapping build() {
      return new YamlMapping(entries, tag, location);
    }
  }
}
