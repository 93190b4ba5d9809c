package io.drydock.lint.compose;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlReader;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    YamlMap root =
        YamlReader.documents(text, name).stream()
            .findFirst()
            .flatMap(YamlNode::mapping)
            .map(YamlMap::new)
            .orElseThrow(() -> noMap(name));
    return new ComposeSource(name, text, root, services(root));
  }

  private static List<Service> services(YamlMap root) {
    var services = new ArrayList<Service>();
    Optional<YamlMap> all = root.map("services");
    if (all.isPresent()) {
      for (YamlMapping.Entry each : all.get().mapping().entries()) {
        if (each.value() instanceof YamlMapping body) {
          services.add(new Service(each.key(), each.location(), new YamlMap(body)));
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
