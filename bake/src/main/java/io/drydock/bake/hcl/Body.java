package io.drydock.bake.hcl;

import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file or a block holds.
 *
 * @param attributes by name, in file order
 */
public record Body(Map<String, Attribute> attributes, List<Block> blocks) {
  public Body {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    blocks = List.copyOf(blocks);
  }

  /** {@code name = expression}. */
  public record Attribute(String name, Expression expression, SourceLocation location) {}

  /**
   * <code>type "label" { … }</code>.
   *
   * @param location of the type and the labels
   */
  public record Block(String type, List<Label> labels, Body body, SourceLocation location) {
    public Block {
      labels = List.copyOf(labels);
    }
  }

  /** A word or string between a block's type and its body. */
  public record Label(String text, SourceLocation location) {}

  public Optional<Expression> expression(String name) {
    return Optional.ofNullable(attributes.get(name)).map(Attribute::expression);
  }

  /** The blocks of a type, in file order. */
  public List<Block> blocks(String type) {
    return blocks.stream().filter(each -> each.type().equals(type)).toList();
  }

  /** Both bodies in one: attributes of the other win, blocks stand one behind the other. */
  public Body with(Body other) {
    var together = new LinkedHashMap<>(attributes);
    together.putAll(other.attributes);
    var all = new ArrayList<>(blocks);
    all.addAll(other.blocks);
    return new Body(together, all);
  }
}
