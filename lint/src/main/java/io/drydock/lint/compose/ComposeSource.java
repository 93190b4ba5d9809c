package io.drydock.lint.compose;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A Compose file as its rules see it. Variables stay as they are written, {@code extends} and
 * {@code include} are not followed.
 *
 * @param name to show in messages
 * @param services in file order
 */
public record ComposeSource(String name, String text, YamlMap root, List<Service> services) {
  public ComposeSource {
    services = List.copyOf(services);
  }

  /**
   * One service.
   *
   * @param location of its name
   */
  record Service(String name, SourceLocation location, YamlMap body) {}

  /**
   * Reads a Compose file.
   *
   * @throws DrydockException of kind INVALID, with its place, for a file that is no YAML map
   */
  public static ComposeSource parse(String name, String text) {
    Node root;
    try {
      var settings = LoadSettings.builder().setLabel(name).setSchema(new CoreSchema()).build();
      root = new Compose(settings).composeString(text).orElseThrow(() -> noMap(name));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(0);
      throw new DrydockException(ErrorKind.INVALID, e.getProblem(), e)
          .at(new SourceLocation(name, line, line, column));
    } catch (StackOverflowError e) {
      throw new DrydockException(ErrorKind.INVALID, "the file is nested too deep", e)
          .at(SourceLocation.line(name, 1));
    } catch (YamlEngineException e) {
      throw new DrydockException(ErrorKind.INVALID, String.valueOf(e.getMessage()), e)
          .at(SourceLocation.line(name, 1));
    }
    if (!(root instanceof MappingNode mapping)) {
      throw noMap(name);
    }
    var map = new YamlMap(name, mapping);
    return new ComposeSource(name, text, map, services(map));
  }

  private static List<Service> services(YamlMap root) {
    var services = new ArrayList<Service>();
    Optional<YamlMap> all = root.map("services");
    if (all.isPresent()) {
      for (YamlMap.Entry each : all.get().entries()) {
        if (each.value() instanceof MappingNode body) {
          services.add(new Service(each.key(), each.location(), new YamlMap(root.file(), body)));
        }
      }
    }
    return services;
  }

  private static DrydockException noMap(String name) {
    return new DrydockException(ErrorKind.INVALID, "a Compose file has to be a map")
        .at(SourceLocation.line(name, 1));
  }
}
