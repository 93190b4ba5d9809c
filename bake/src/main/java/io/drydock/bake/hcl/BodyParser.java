package io.drydock.bake.hcl;

import io.drydock.core.DrydockException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads HCL's own syntax: attributes and blocks. */
final class BodyParser {
  private final Cursor cursor;
  private final ExpressionParser expressions;

  BodyParser(SourceText source) {
    this.cursor = new Cursor(source);
    this.expressions = new ExpressionParser(cursor);
  }

  /** The whole file. */
  Body file() {
    return body(false);
  }

  private Body body(boolean inBlock) {
    Map<String, Body.Attribute> attributes = new LinkedHashMap<>();
    List<Body.Block> blocks = new ArrayList<>();
    while (true) {
      cursor.skipBlank(true);
      if (inBlock ? cursor.skip("}") : cursor.atEnd()) {
        return new Body(attributes, blocks);
      }
      item(attributes, blocks, inBlock);
      endOfItem();
    }
  }

  private void item(
      Map<String, Body.Attribute> attributes, List<Body.Block> blocks, boolean inBlock) {
    if (!cursor.atIdentifier()) {
      String closing = inBlock ? " or \"}\"" : "";
      throw cursor.error("expected an attribute, a block" + closing + ", found " + cursor.found());
    }
    int start = cursor.offset();
    String name = cursor.identifier();
    cursor.skipBlank(false);
    if (cursor.peek() == '=' && cursor.peek(1) != '=') {
      cursor.next();
      attribute(name, start, attributes);
    } else {
      blocks.add(block(name, start));
    }
  }

  private void attribute(String name, int start, Map<String, Body.Attribute> attributes) {
    Expression value = expressions.parse();
    var attribute = new Body.Attribute(name, value, cursor.locationFrom(start));
    Body.Attribute earlier = attributes.putIfAbsent(name, attribute);
    if (earlier != null) {
      throw cursor
          .errorAt(start, "\"" + name + "\" was already set at " + earlier.location())
          .withHint("Each attribute can be set once in a block.");
    }
  }

  private Body.Block block(String type, int start) {
    var labels = new ArrayList<Body.Label>();
    while (cursor.peek() != '{') {
      labels.add(label(type));
      cursor.skipBlank(false);
    }
    var location = cursor.locationFrom(start);
    cursor.next();
    cursor.enter();
    Body body = blockBody();
    cursor.leave();
    return new Body.Block(type, labels, body, location);
  }

  private Body.Label label(String type) {
    int start = cursor.offset();
    if (cursor.atIdentifier()) {
      return new Body.Label(cursor.identifier(), cursor.locationFrom(start));
    }
    if (cursor.peek() == '"') {
      return new Body.Label(expressions.plainString(), cursor.locationFrom(start));
    }
    throw cursor.error(
        "expected \"=\" for an attribute, or a label or \"{\" for a block, behind \""
            + type
            + "\", found "
            + cursor.found());
  }

  /** Several lines, or one attribute in the block's own line. */
  private Body blockBody() {
    cursor.skipBlank(false);
    if (cursor.peek() == '\n' || cursor.peek() == '}') {
      return body(true);
    }
    Map<String, Body.Attribute> attributes = new LinkedHashMap<>();
    List<Body.Block> blocks = new ArrayList<>();
    int start = cursor.offset();
    item(attributes, blocks, true);
    if (!blocks.isEmpty()) {
      throw cursor.errorAt(start, "a block inside a block needs lines of its own");
    }
    cursor.skipBlank(false);
    if (!cursor.skip("}")) {
      throw inOneLine();
    }
    return new Body(attributes, blocks);
  }

  private DrydockException inOneLine() {
    return cursor
        .error("expected \"}\", found " + cursor.found())
        .withHint(
            "A block in one line holds one attribute at most; others need lines of their own.");
  }

  private void endOfItem() {
    cursor.skipBlank(false);
    if (!cursor.atEnd() && cursor.peek() != '\n') {
      throw cursor.error(
          "expected the end of the line behind an attribute or a block, found " + cursor.found());
    }
  }
}
