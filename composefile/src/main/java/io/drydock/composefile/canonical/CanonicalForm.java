package io.drydock.composefile.canonical;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import java.util.Map;
import java.util.TreeMap;

/** The canonical form of projects and their services, as trees and as JSON. */
public final class CanonicalForm {
  private static final Shape ANY = new AnyShape();

  private CanonicalForm() {}

  /**
   * A project in canonical form. Short forms of ports, volumes and the like must have been written
   * out; keys that no project has are left out.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID, at a value that is of another kind
   *     than it must be
   */
  public static YamlMapping project(YamlMapping project) {
    return (YamlMapping) ProjectShapes.PROJECT.canonical(project, YamlPath.ROOT);
  }

  /** A service in canonical form; see {@link #project}. */
  public static YamlMapping service(String name, YamlMapping service) {
    return (YamlMapping) ServiceShapes.SERVICE.canonical(service, YamlPath.of("services", name));
  }

  /** A canonical project as JSON; its {@code x-} keys are there, those of its parts are not. */
  public static JsonObject projectJson(YamlMapping project) {
    var members = new TreeMap<String, JsonElement>();
    for (Map.Entry<String, JsonElement> each :
        ((JsonObject) ProjectShapes.PROJECT.json(project)).entrySet()) {
      members.put(each.getKey(), each.getValue());
    }
    for (YamlMapping.Entry each : project.entries()) {
      if (each.key().startsWith("x-")) {
        YamlNode value = each.value();
        members.put(each.key(), ANY.json(value));
      }
    }
    var json = new JsonObject();
    members.forEach(json::add);
    return json;
  }

  /** A document of any shape with the keys of its mappings in order. */
  public static YamlMapping sorted(YamlMapping document) {
    return (YamlMapping) ANY.canonical(document, YamlPath.ROOT);
  }

  /** A document of any shape as JSON, its keys in order. */
  public static JsonObject sortedJson(YamlMapping document) {
    return (JsonObject) ANY.json(document);
  }
}
