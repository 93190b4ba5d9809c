package io.drydock.bake.hcl;

import io.drydock.bake.hcl.JsonReader.Member;
import io.drydock.bake.hcl.JsonReader.Node;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HCL's JSON syntax: objects are bodies or blocks, strings are templates. */
final class JsonSyntax {
  /** The member that holds a comment. */
  private static final String COMMENT = "//";

  private final BlockSchema schema;
  private final Map<String, Body.Attribute> attributes = new LinkedHashMap<>();
  private final List<Body.Block> blocks = new ArrayList<>();

  private JsonSyntax(BlockSchema schema) {
    this.schema = schema;
  }

  static Body body(Node node, BlockSchema schema) {
    var syntax = new JsonSyntax(schema);
    syntax.add(node);
    return new Body(syntax.attributes, syntax.blocks);
  }

  private void add(Node node) {
    switch (node) {
      case Node.Members members -> members.members().forEach(this::add);
      case Node.Array array -> array.elements().forEach(this::add);
      default ->
          throw new DrydockException(
                  ErrorKind.INVALID, "expected a JSON object with attributes and blocks")
              .at(node.location());
    }
  }

  private void add(Member member) {
    String name = member.name().value();
    BlockSchema block = schema.blocks().get(name);
    if (block != null) {
      blocks(name, block, member.value(), List.of());
      return;
    }
    if (name.equals(COMMENT)) {
      return;
    }
    Expression value =
        schema.verbatim().contains(name) ? words(member.value()) : expression(member.value());
    var attribute = new Body.Attribute(name, value, member.name().location());
    Body.Attribute earlier = attributes.putIfAbsent(name, attribute);
    if (earlier != null) {
      throw new DrydockException(
              ErrorKind.INVALID, "\"" + name + "\" was already set at " + earlier.location())
          .at(attribute.location());
    }
  }

  private void blocks(String type, BlockSchema block, Node node, List<Body.Label> labels) {
    if (node instanceof Node.Null) {
      return;
    }
    if (node instanceof Node.Array array) {
      array.elements().forEach(each -> blocks(type, block, each, labels));
      return;
    }
    if (labels.size() == block.labels()) {
      var place = labels.isEmpty() ? node.location() : labels.getLast().location();
      blocks.add(new Body.Block(type, labels, body(node, block), place));
      return;
    }
    if (!(node instanceof Node.Members members)) {
      throw new DrydockException(ErrorKind.INVALID, "expected a JSON object with names of " + type)
          .at(node.location());
    }
    for (Member each : members.members()) {
      var more = new ArrayList<>(labels);
      more.add(new Body.Label(each.name().value(), each.name().location()));
      blocks(type, block, each.value(), more);
    }
  }

  private static Expression expression(Node node) {
    return switch (node) {
      case Node.Null none -> new Expression.Literal(Value.NULL, none.location());
      case Node.Flag flag -> new Expression.Literal(Value.of(flag.value()), flag.location());
      case Node.Numeric number ->
          Failures.at(
              number.location(),
              () -> new Expression.Literal(Value.of(number.value()), number.location()));
      case Node.Text text -> template(text);
      case Node.Array array ->
          new Expression.TupleOf(
              array.elements().stream().map(JsonSyntax::expression).toList(), array.location());
      case Node.Members members ->
          new Expression.ObjectOf(
              members.members().stream()
                  .map(each ->
                      new Expression.ObjectOf.Item(template(each.name()), expression(each.value())))
                  .toList(),
              members.location());
    };
  }

  private static Expression template(Node.Text text) {
    return TemplateParser.wholeText(SourceText.within(text.location(), text.value()));
  }

  private static Expression words(Node node) {
    return switch (node) {
      case Node.Text text -> {
        var source = SourceText.within(text.location(), text.value());
        var cursor = new Cursor(source);
        Expression expression = new ExpressionParser(cursor).parseAcrossLines();
        cursor.skipBlank(true);
        if (!cursor.atEnd()) {
          throw cursor.error("expected the end of the expression, found " + cursor.found());
        }
        yield expression;
      }
      case Node.Array array ->
          new Expression.TupleOf(
              array.elements().stream().map(JsonSyntax::words).toList(), array.location());
      default -> expression(node);
    };
  }
}
