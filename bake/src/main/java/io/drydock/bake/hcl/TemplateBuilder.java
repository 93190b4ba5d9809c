package io.drydock.bake.hcl;

import io.drydock.bake.hcl.TemplateParser.TemplatePart;
import io.drydock.bake.hcl.TemplateParser.TemplatePart.Word;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the parts of a template together: what belongs to a loop, what to a condition. */
final class TemplateBuilder {
  private static final int DEEPEST = 100;

  private final List<TemplatePart> parts;
  private int next;
  private int depth;

  private TemplateBuilder(List<TemplatePart> parts) {
    this.parts = parts;
  }

  /** The expression that the parts of a whole template are. */
  static Expression build(List<TemplatePart> parts, SourceLocation location) {
    if (parts.size() == 1 && parts.getFirst() instanceof TemplatePart.Filled filled) {
      return new Expression.Wrapped(filled.value(), filled.value().location());
    }
    return new TemplateBuilder(parts).template(Set.of(), location);
  }

  private Expression template(Set<Word> ends, SourceLocation location) {
    if (++depth > DEEPEST) {
      throw new DrydockException(ErrorKind.INVALID, "nested more than " + DEEPEST + " levels deep")
          .at(location);
    }
    var expressions = new ArrayList<Expression>();
    var text = new StringBuilder();
    while (next < parts.size() && !isEnd(ends)) {
      TemplatePart part = parts.get(next++);
      if (part instanceof TemplatePart.Text literal) {
        text.append(literal.text());
      } else {
        flush(text, expressions, location);
        expressions.add(expression(part));
      }
    }
    depth--;
    if (expressions.isEmpty()) {
      return new Expression.Literal(Value.of(text.toString()), location);
    }
    flush(text, expressions, location);
    return new Expression.Template(expressions, location);
  }

  private static void flush(StringBuilder text, List<Expression> into, SourceLocation location) {
    if (!text.isEmpty()) {
      into.add(new Expression.Literal(Value.of(text.toString()), location));
      text.setLength(0);
    }
  }

  private boolean isEnd(Set<Word> ends) {
    return parts.get(next) instanceof TemplatePart.Plain plain && ends.contains(plain.word());
  }

  private Expression expression(TemplatePart part) {
    return switch (part) {
      case TemplatePart.Filled filled -> filled.value();
      case TemplatePart.If conditional -> conditional(conditional);
      case TemplatePart.For loop -> loop(loop);
      case TemplatePart.Plain plain ->
          throw new DrydockException(
                  ErrorKind.INVALID, "%{" + plain.word().text() + "} without its beginning")
              .at(plain.location());
      case TemplatePart.Text text -> new Expression.Literal(Value.of(text.text()), text.location());
    };
  }

  private Expression conditional(TemplatePart.If part) {
    Expression yes = template(Set.of(Word.ELSE, Word.ENDIF), part.location());
    Expression no = new Expression.Literal(Value.of(""), part.location());
    if (end(part.location(), "%{endif}") == Word.ELSE) {
      no = template(Set.of(Word.ENDIF), part.location());
      end(part.location(), "%{endif}");
    }
    return new Expression.Conditional(part.condition(), yes, no, part.location());
  }

  private Expression loop(TemplatePart.For part) {
    Expression each = template(Set.of(Word.ENDFOR), part.location());
    end(part.location(), "%{endfor}");
    var elements =
        new Expression.For(
            part.head().keyName(),
            part.head().valueName(),
            part.head().source(),
            Optional.empty(),
            each,
            false,
            Optional.empty(),
            part.location());
    return new Expression.Joined(elements, part.location());
  }

  private Word end(SourceLocation start, String missing) {
    if (next < parts.size() && parts.get(next) instanceof TemplatePart.Plain plain) {
      next++;
      return plain.word();
    }
    throw new DrydockException(ErrorKind.INVALID, "not closed with " + missing).at(start);
  }
}
