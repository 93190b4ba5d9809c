package io.drydock.bake.compose;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A Compose file's services and secrets, with variables replaced.
 *
 * @param services by name, in file order; each a mapping as written
 */
public record ComposeFile(Map<String, Node> services, Map<String, Node> secrets) {
  private static final int DEEPEST = 100;

  /**
   * Reads a file.
   *
   * @param name for messages
   * @throws DrydockException of kind INVALID when it is no YAML, or no Compose file
   */
  public static ComposeFile read(String name, byte[] utf8, Map<String, String> environment) {
    Node root = Node.of(name, load(name, new String(utf8, StandardCharsets.UTF_8)));
    var variables = new Interpolation(environment);
    Map<String, Node> services = members(root, "services", variables);
    Map<String, Node> secrets = members(root, "secrets", variables);
    if (!root.mapping().containsKey("services") && !root.mapping().containsKey("secrets")) {
      throw new DrydockException(ErrorKind.INVALID, name + ": empty compose file: no services");
    }
    return new ComposeFile(services, secrets);
  }

  private static Map<String, Node> members(Node root, String key, Interpolation variables) {
    Map<String, Node> members = new LinkedHashMap<>();
    root.get(key).mapping().forEach((name, node) -> members.put(name, node.filled(variables)));
    return members;
  }

  private static @Nullable Object load(String name, String text) {
    var settings = LoadSettings.builder().setLabel(name).setSchema(new CoreSchema()).build();
    try {
      checkDepth(name, new Parse(settings).parseString(text));
      return new Load(settings).loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      throw new DrydockException(
              ErrorKind.INVALID, "invalid YAML: " + String.valueOf(e.getProblem()), e)
          .at(location(name, e.getProblemMark().orElse(null)));
    } catch (YamlEngineException e) {
      throw new DrydockException(ErrorKind.INVALID, name + ": " + e.getMessage(), e);
    }
  }

  /** The loader calls itself for each level, so too many would exhaust the stack. */
  private static void checkDepth(String name, Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw new DrydockException(
                ErrorKind.INVALID, "nested more than " + DEEPEST + " levels deep")
            .at(location(name, event.getStartMark().orElse(null)));
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private static SourceLocation location(String name, @Nullable Mark mark) {
    int line = mark == null ? 1 : mark.getLine() + 1;
    return new SourceLocation(name, line, line, mark == null ? 0 : mark.getColumn() + 1);
  }

  /** Several files as one: later ones add and replace. */
  public static ComposeFile merge(List<ComposeFile> files) {
    Map<String, Node> services = new LinkedHashMap<>();
    Map<String, Node> secrets = new LinkedHashMap<>();
    for (ComposeFile each : files) {
      each.services.forEach((name, service) ->
          services.merge(name, BuildMerge.standard(service), BuildMerge::services));
      secrets.putAll(each.secrets);
    }
    return new ComposeFile(services, secrets);
  }
}
