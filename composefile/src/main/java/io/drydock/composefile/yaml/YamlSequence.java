package io.drydock.composefile.yaml;

import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list of values. */
public record YamlSequence(List<YamlNode> items, String tag, SourceLocation location)
    implements YamlNode, Iterable<YamlNode> {
  public YamlSequence {
    items = List.copyOf(items);
  }

  public static YamlSequence of(List<? extends YamlNode> items, SourceLocation location) {
    return new YamlSequence(List.copyOf(items), "", location);
  }

  public int size() {
    return items.size();
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }

  public YamlNode get(int index) {
    return items.get(index);
  }

  @Override
  public Iterator<YamlNode> iterator() {
    return items.iterator();
  }

  /** The same list with other items. */
  public YamlSequence withItems(List<? extends YamlNode> others) {
    return new YamlSequence(List.copyOf(others), tag, location);
  }

  /** The list with each item replaced; the same one where none changes. */
  public YamlSequence map(UnaryOperator<YamlNode> change) {
    var changed = new ArrayList<YamlNode>(items.size());
    boolean same = true;
    for (YamlNode each : items) {
      YamlNode next = change.apply(each);
      same &= next.isSame(each);
      changed.add(next);
    }
    return same ? this : withItems(changed);
  }

  @Override
  public YamlSequence withTag(String other) {
    return other.equals(tag) ? this : new YamlSequence(items, other, location);
  }

  @Override
  public List<@Nullable Object> toJava() {
    var list = new ArrayList<@Nullable Object>(items.size());
    for (YamlNode each : items) {
      list.add(each.toJava());
    }
    return list;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof YamlSequence that && items.equals(that.items) && tag.equals(that.tag);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public String toString() {
    return items.toString();
  }
}
