package io.drydock.base.definition;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML document whose nodes know where they stand in the file. */
final class YamlFile {
  private final String name;
  private final YamlMapping root;

  private YamlFile(String name, MappingNode root) {
    this.name = name;
    this.root = new YamlMapping(this, root);
  }

  /**
   * Reads the one mapping that the file holds.
   *
   * @param name of the file, for messages
   * @throws DrydockException of kind INVALID with the place of the error
   */
  static YamlFile read(String name, byte[] content) {
    var settings = LoadSettings.builder().setLabel(name).setSchema(new CoreSchema()).build();
    try {
      Optional<Node> node =
          new Compose(settings).composeString(new String(content, StandardCharsets.UTF_8));
      if (node.orElse(null) instanceof MappingNode mapping) {
        return new YamlFile(name, mapping);
      }
      throw new DrydockException(ErrorKind.INVALID, "a base definition is a mapping of keys")
          .at(SourceLocation.line(name, 1));
    } catch (MarkedYamlEngineException e) {
      throw new DrydockException(ErrorKind.INVALID, String.valueOf(e.getProblem()), e)
          .at(location(name, e.getProblemMark().orElse(null)));
    } catch (YamlEngineException e) {
      throw new DrydockException(ErrorKind.INVALID, String.valueOf(e.getMessage()), e)
          .at(SourceLocation.line(name, 1));
    }
  }

  YamlMapping root() {
    return root;
  }

  SourceLocation location(Node node) {
    return location(name, node.getStartMark().orElse(null));
  }

  DrydockException error(Node node, String message) {
    return new DrydockException(ErrorKind.INVALID, message).at(location(node));
  }

  private static SourceLocation location(String name, @Nullable Mark mark) {
    if (mark == null) {
      return SourceLocation.line(name, 1);
    }
    int line = mark.getLine() + 1;
    return new SourceLocation(name, line, line, mark.getColumn() + 1);
  }
}
