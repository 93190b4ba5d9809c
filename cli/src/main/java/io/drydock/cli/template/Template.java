package io.drydock.cli.template;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.cli.template.TemplateNode.Command;
import io.drydock.cli.template.TemplateNode.Operand;
import io.drydock.cli.template.TemplateNode.Pipeline;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text with actions in double braces (Go's package text/template): fields, variables, pipelines,
 * {@code if}, {@code with}, {@code range} and docker's functions, over JSON.
 */
public final class Template {
  private final List<TemplateNode> nodes;

  private Template(List<TemplateNode> nodes) {
    this.nodes = nodes;
  }

  /**
   * The template of the text.
   *
   * @throws DrydockException of kind INVALID with docker's "template parsing error" wording
   */
  public static Template parse(String text) {
    return new Template(TemplateParser.parse(text));
  }

  /**
   * The text for the data.
   *
   * @throws DrydockException of kind INVALID when it names a field that the data does not have
   */
  public String apply(JsonElement data) {
    var run = new Run(data);
    run.all(nodes, data);
    return run.out.toString();
  }

  /** One execution: the output so far and the variables. */
  private static final class Run {
    private final StringBuilder out = new StringBuilder();
    private final Map<String, JsonElement> variables = new HashMap<>();

    Run(JsonElement data) {
      variables.put("$", data);
    }

    void all(List<TemplateNode> nodes, JsonElement dot) {
      for (TemplateNode each : nodes) {
        one(each, dot);
      }
    }

    private void one(TemplateNode node, JsonElement dot) {
      switch (node) {
        case TemplateNode.Text(String text) -> out.append(text);
        case TemplateNode.Action(Pipeline pipeline) -> {
          JsonElement value = value(pipeline, dot);
          if (pipeline.variables().isEmpty()) {
            out.append(TemplateFunctions.text(value));
          }
        }
        case TemplateNode.If(Pipeline condition, var then, var otherwise) ->
            all(TemplateFunctions.isTrue(value(condition, dot)) ? then : otherwise, dot);
        case TemplateNode.With(Pipeline pipeline, var body, var otherwise) -> {
          JsonElement value = value(pipeline, dot);
          boolean there = TemplateFunctions.isTrue(value);
          all(there ? body : otherwise, there ? value : dot);
        }
        case TemplateNode.Range range -> range(range, dot);
      }
    }

    private void range(TemplateNode.Range range, JsonElement dot) {
      JsonElement over = value(new Pipeline(List.of(), range.over().commands()), dot);
      Map<JsonElement, JsonElement> items = items(over);
      if (items.isEmpty()) {
        all(range.otherwise(), dot);
      }
      List<String> names = range.over().variables();
      items.forEach((key, item) -> {
        if (names.size() == 2) {
          variables.put(names.get(0), key);
        }
        if (!names.isEmpty()) {
          variables.put(names.getLast(), item);
        }
        all(range.body(), item);
      });
    }

    private static Map<JsonElement, JsonElement> items(JsonElement over) {
      Map<JsonElement, JsonElement> items = new LinkedHashMap<>();
      switch (over) {
        case JsonArray array -> {
          for (int i = 0; i < array.size(); i++) {
            items.put(new JsonPrimitive(i), array.get(i));
          }
        }
        case JsonObject object ->
            new TreeMap<>(object.asMap())
                .forEach((key, value) -> items.put(new JsonPrimitive(key), value));
        case JsonNull _ -> {}
        default -> throw failure("range can't iterate over " + TemplateFunctions.text(over));
      }
      return items;
    }

    private JsonElement value(Pipeline pipeline, JsonElement dot) {
      JsonElement value = JsonNull.INSTANCE;
      for (int i = 0; i < pipeline.commands().size(); i++) {
        value = value(pipeline.commands().get(i), dot, i == 0 ? List.of() : List.of(value));
      }
      for (String each : pipeline.variables()) {
        variables.put(each, value);
      }
      return value;
    }

    private JsonElement value(Command command, JsonElement dot, List<JsonElement> piped) {
      var arguments = new ArrayList<JsonElement>();
      for (Operand each : command.words().subList(1, command.words().size())) {
        arguments.add(value(each, dot, List.of()));
      }
      arguments.addAll(piped);
      return value(command.words().getFirst(), dot, arguments);
    }

    private JsonElement value(Operand operand, JsonElement dot, List<JsonElement> arguments) {
      return switch (operand) {
        case Operand.Function(String name) -> TemplateFunctions.call(name, arguments);
        case Operand.Dot(var fields) ->
            plain(fields(dot, fields, "." + String.join(".", fields)), arguments);
        case Operand.Variable(String name, var fields) ->
            plain(fields(variable(name), fields, name + "." + String.join(".", fields)), arguments);
        case Operand.Literal(JsonElement value) -> plain(value, arguments);
        case Operand.Nested(Pipeline pipeline, var fields) ->
            plain(fields(value(pipeline, dot), fields, "." + String.join(".", fields)), arguments);
      };
    }

    private static JsonElement plain(JsonElement value, List<JsonElement> arguments) {
      if (arguments.size() == 1 && value instanceof JsonObject object) {
        // As docker's methods with a name, such as .Label "NAME".
        JsonElement named = object.get(TemplateFunctions.text(arguments.getFirst()));
        return named == null ? new JsonPrimitive("") : named;
      }
      if (!arguments.isEmpty()) {
        throw failure("can't give argument to non-function " + TemplateFunctions.text(value));
      }
      return value;
    }

    private JsonElement variable(String name) {
      JsonElement value = variables.get(name);
      if (value == null) {
        throw TemplateLexer.error("undefined variable \"" + name + "\"");
      }
      return value;
    }

    private static JsonElement fields(JsonElement from, List<String> fields, String path) {
      JsonElement value = from;
      for (String field : fields) {
        if (value.isJsonNull()) {
          return value;
        }
        if (!(value instanceof JsonObject object) || !object.has(field)) {
          throw failure(
              "executing \"\" at <" + path + ">: map has no entry for key \"" + field + "\"");
        }
        value = object.get(field);
      }
      return value;
    }
  }

  static DrydockException failure(String message) {
    return new DrydockException(
        ErrorKind.INVALID, "template parsing error: template: :1:2: " + message);
  }
}
