package io.drydock.composefile.canonical;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values by fixed names in a fixed order, and {@code x-} keys after them. */
final class StructShape extends Shape {
  private static final Shape EXTENSION = new AnyShape();
  private static final String EXTENSION_PREFIX = "x-";

  private final List<Field> fields;

  StructShape(Field... fields) {
    this.fields = List.of(fields);
  }

  /** When a field is written. */
  enum Presence {
    /** When it says more than its absence does. */
    UNLESS_EMPTY,
    /** When it was given. */
    IF_GIVEN,
    /** Always. */
    ALWAYS
  }

  /**
   * A field.
   *
   * @param jsonName its name in JSON
   * @param inJson whether JSON has it even when it is absent
   * @param initial the plain value of one that is always written and was not given, else null
   */
  record Field(
      String name,
      Shape shape,
      Presence presence,
      String jsonName,
      boolean inJson,
      @Nullable Object initial) {
    /** A field that is written when it says more than its absence does. */
    static Field of(String name, Shape shape) {
      return new Field(name, shape, Presence.UNLESS_EMPTY, name, false, null);
    }

    /** A field that is written when it was given, be it empty. */
    static Field given(String name, Shape shape) {
      return new Field(name, shape, Presence.IF_GIVEN, name, false, null);
    }

    /** A field that is always written, with a value for where none was given. */
    static Field always(String name, Shape shape, Object initial) {
      return new Field(name, shape, Presence.ALWAYS, name, true, initial);
    }

    /** The same with a name of its own in JSON. */
    Field jsonName(String other) {
      return new Field(name, shape, presence, other, inJson, initial);
    }

    /** The same, which JSON has even when it is absent. */
    Field alwaysInJson() {
      return new Field(name, shape, presence, jsonName, true, initial);
    }

    private Optional<YamlMapping.Entry> find(YamlMapping mapping) {
      YamlMapping.Entry entry = mapping.entriesByKey().get(name);
      if (entry == null && !jsonName.equals(name)) {
        entry = mapping.entriesByKey().get(jsonName);
      }
      return Optional.ofNullable(entry);
    }

    private boolean isWritten(YamlNode canonical) {
      return switch (presence) {
        case UNLESS_EMPTY -> !shape.isEmpty(canonical);
        case IF_GIVEN -> !canonical.isNull();
        case ALWAYS -> true;
      };
    }
  }

  @Override
  YamlNode canonical(YamlNode node, YamlPath path) {
    if (node.isNull()) {
      return node;
    }
    if (!(node instanceof YamlMapping mapping)) {
      throw wrong(node, path, "a mapping");
    }
    var builder = YamlMapping.builder(node.location());
    for (Field each : fields) {
      Optional<YamlMapping.Entry> given = each.find(mapping);
      if (given.isPresent()) {
        YamlNode value = each.shape().canonical(given.get().value(), path.key(each.name()));
        if (each.isWritten(value)) {
          builder.put(new YamlMapping.Entry(each.name(), value, given.get().location()));
        }
      } else if (each.presence() == Presence.ALWAYS) {
        builder.put(each.name(), YamlNode.fromJava(each.initial(), node.location()));
      }
    }
    extensions(mapping, path).forEach(builder::put);
    return builder.build();
  }

  private static List<YamlMapping.Entry> extensions(YamlMapping mapping, YamlPath path) {
    var sorted = new TreeMap<String, YamlMapping.Entry>(NaturalOrder.INSTANCE);
    for (YamlMapping.Entry each : mapping.entries()) {
      if (each.key().startsWith(EXTENSION_PREFIX)) {
        sorted.put(each.key(), each.with(EXTENSION.canonical(each.value(), path)));
      }
    }
    return new ArrayList<>(sorted.values());
  }

  @Override
  JsonElement json(YamlNode canonical) {
    var object = new JsonObject();
    YamlMapping mapping = canonical.mapping().orElse(YamlMapping.empty(canonical.location()));
    for (Field each : fields) {
      Optional<YamlNode> value = mapping.get(each.name());
      if (value.isPresent()) {
        object.add(each.jsonName(), each.shape().json(value.get()));
      } else if (each.inJson()) {
        object.add(each.jsonName(), each.shape().absentJson());
      }
    }
    return object;
  }

  @Override
  JsonElement absentJson() {
    return new JsonObject();
  }
}
