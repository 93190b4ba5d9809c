package io.drydock.cli.template;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import io.drydock.cli.template.TemplateNode.Command;
import io.drydock.cli.template.TemplateNode.Operand;
import io.drydock.cli.template.TemplateNode.Pipeline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Parses a template into nodes. */
final class TemplateParser {
  private final List<TemplateLexer.Piece> pieces;
  private int next;

  private TemplateParser(List<TemplateLexer.Piece> pieces) {
    this.pieces = pieces;
  }

  static List<TemplateNode> parse(String template) {
    var parser = new TemplateParser(TemplateLexer.pieces(template));
    TemplateNode.Block block = parser.block();
    if (block.end().isPresent()) {
      throw TemplateLexer.error("unexpected {{" + block.end().get() + "}}");
    }
    return block.nodes();
  }

  private TemplateNode.Block block() {
    var nodes = new ArrayList<TemplateNode>();
    while (next < pieces.size()) {
      TemplateLexer.Piece piece = pieces.get(next++);
      if (!piece.isAction()) {
        nodes.add(new TemplateNode.Text(piece.text()));
        continue;
      }
      if (piece.words().isEmpty()) {
        throw TemplateLexer.error("missing value for command");
      }
      List<String> rest = piece.words().subList(1, piece.words().size());
      switch (piece.words().getFirst()) {
        case "end" -> {
          return new TemplateNode.Block(nodes, Optional.of("end"), "");
        }
        case "else" -> {
          return new TemplateNode.Block(nodes, Optional.of("else"), String.join(" ", rest));
        }
        case "if", "with", "range" -> nodes.add(branch(piece.words().getFirst(), rest));
        default -> nodes.add(new TemplateNode.Action(new Words(piece.words()).pipeline()));
      }
    }
    return new TemplateNode.Block(nodes, Optional.empty(), "");
  }

  private TemplateNode branch(String keyword, List<String> words) {
    Pipeline pipeline = new Words(words).pipeline();
    TemplateNode.Block then = block();
    List<TemplateNode> otherwise = List.of();
    if (then.end().filter("else"::equals).isPresent()) {
      otherwise = otherwise(then.elseWord());
    } else if (then.end().isEmpty()) {
      throw TemplateLexer.error("unexpected EOF");
    }
    return switch (keyword) {
      case "if" -> new TemplateNode.If(pipeline, then.nodes(), otherwise);
      case "with" -> new TemplateNode.With(pipeline, then.nodes(), otherwise);
      default -> new TemplateNode.Range(pipeline, then.nodes(), otherwise);
    };
  }

  /** What follows {@code else}: a list up to its end, or one more branch that shares the end. */
  private List<TemplateNode> otherwise(String words) {
    if (words.startsWith("if ") || words.startsWith("with ")) {
      List<String> all = TemplateLexer.pieces("{{" + words + "}}").getLast().words();
      return List.of(branch(all.getFirst(), all.subList(1, all.size())));
    }
    TemplateNode.Block block = block();
    if (block.end().filter("end"::equals).isEmpty()) {
      throw TemplateLexer.error(block.end().isEmpty() ? "unexpected EOF" : "unexpected {{else}}");
    }
    return block.nodes();
  }

  /** A cursor over the words of an action. */
  private static final class Words {
    private final List<String> words;
    private int at;

    Words(List<String> words) {
      this.words = words;
    }

    Pipeline pipeline() {
      Pipeline pipeline = pipelineUpTo("");
      if (at < words.size()) {
        throw TemplateLexer.error("unexpected \"" + words.get(at) + "\" in operand");
      }
      return pipeline;
    }

    private Pipeline pipelineUpTo(String end) {
      List<String> variables = variables();
      var commands = new ArrayList<Command>();
      var operands = new ArrayList<Operand>();
      while (at < words.size() && !words.get(at).equals(end)) {
        String word = words.get(at++);
        if (word.equals("|")) {
          commands.add(command(operands));
          operands = new ArrayList<>();
        } else if (word.equals(")")) {
          throw TemplateLexer.error("unexpected right paren");
        } else {
          operands.add(operand(word));
        }
      }
      commands.add(command(operands));
      return new Pipeline(variables, commands);
    }

    /** {@code $a :=}, {@code $a =} or {@code $i, $a :=} at the beginning. */
    private List<String> variables() {
      for (int i = at; i < Math.min(words.size(), at + 4); i++) {
        if (words.get(i).equals(":=") || words.get(i).equals("=")) {
          List<String> names =
              words.subList(at, i).stream().filter(each -> each.startsWith("$")).toList();
          at = i + 1;
          return names;
        }
      }
      return List.of();
    }

    private static Command command(List<Operand> operands) {
      if (operands.isEmpty()) {
        throw TemplateLexer.error("missing value for command");
      }
      return new Command(List.copyOf(operands));
    }

    private Operand operand(String word) {
      char first = word.charAt(0);
      if (first == '(') {
        Pipeline nested = pipelineUpTo(")");
        if (at >= words.size()) {
          throw TemplateLexer.error("unclosed left paren");
        }
        at++;
        boolean fields = at < words.size() && words.get(at).matches("\\.\\w.*");
        return new Operand.Nested(nested, fields ? fields(words.get(at++)) : List.of());
      }
      if (first == '.' && !word.matches("\\.\\d.*")) {
        return new Operand.Dot(fields(word));
      }
      if (first == '$') {
        int dot = word.indexOf('.');
        return dot < 0
            ? new Operand.Variable(word, List.of())
            : new Operand.Variable(word.substring(0, dot), fields(word.substring(dot)));
      }
      return literal(word).<Operand>map(Operand.Literal::new).orElse(new Operand.Function(word));
    }

    private static List<String> fields(String path) {
      List<String> fields =
          Arrays.stream(path.substring(1).split("\\.", -1))
              .filter(each -> !each.isEmpty())
              .toList();
      if (path.length() > 1 && (path.endsWith(".") || path.contains(".."))) {
        throw TemplateLexer.error("unexpected <.> in operand");
      }
      return fields;
    }

    private static Optional<JsonElement> literal(String word) {
      char first = word.charAt(0);
      if (first == '"' || first == '`') {
        String inner = word.substring(1, word.length() - 1);
        return Optional.of(new JsonPrimitive(first == '`' ? inner : inner.translateEscapes()));
      }
      if (word.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)")) {
        return Optional.of(new JsonPrimitive(new BigDecimal(word)));
      }
      return switch (word) {
        case "true" -> Optional.of(new JsonPrimitive(true));
        case "false" -> Optional.of(new JsonPrimitive(false));
        case "nil" -> Optional.of(JsonNull.INSTANCE);
        default -> Optional.empty();
      };
    }
  }
}
