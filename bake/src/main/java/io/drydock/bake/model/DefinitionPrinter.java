package io.drydock.bake.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.core.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Definitions as JSON that can be read as a bake file again. */
public final class DefinitionPrinter {
  /** Attributes in which {@code $} and {@code %} before a brace are escaped. */
  private static final Set<TargetAttribute> TEMPLATES =
      EnumSet.of(
          TargetAttribute.ANNOTATIONS,
          TargetAttribute.DOCKERFILE_INLINE,
          TargetAttribute.LABELS,
          TargetAttribute.ARGS,
          TargetAttribute.EXTRA_HOSTS);

  private DefinitionPrinter() {}

  /** What {@code --print} shows. */
  public static JsonObject selection(Selection selection) {
    var groups = new JsonObject();
    selection.groups().forEach((name, group) -> groups.add(name, group(group)));
    var targets = new JsonObject();
    selection.targets().forEach((name, target) -> targets.add(name, target(target)));
    var whole = new JsonObject();
    if (!selection.groups().isEmpty()) {
      whole.add("group", groups);
    }
    whole.add("target", targets);
    return whole;
  }

  public static JsonObject group(Group group) {
    var json = new JsonObject();
    group
        .description()
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> json.addProperty("description", text));
    json.add("targets", Json.array(group.targets()));
    return json;
  }

  public static JsonObject target(Target target) {
    var json = new JsonObject();
    target
        .settings()
        .forEach((attribute, setting) -> {
          if (!saysNothing(attribute, setting)) {
            json.add(attribute.word(), element(attribute, setting));
          }
        });
    return json;
  }

  private static boolean saysNothing(TargetAttribute attribute, Setting setting) {
    return switch (setting) {
      case Setting.Texts texts -> texts.values().isEmpty();
      case Setting.Named named -> named.values().isEmpty();
      case Setting.Entries entries -> entries.values().isEmpty();
      case Setting.Text text -> attribute == TargetAttribute.DESCRIPTION && text.value().isEmpty();
      case Setting.Flag flag -> false;
    };
  }

  private static JsonElement element(TargetAttribute attribute, Setting setting) {
    return switch (setting) {
      case Setting.Text text -> new JsonPrimitive(escaped(attribute, text.value()));
      case Setting.Flag flag -> new JsonPrimitive(flag.value());
      case Setting.Texts texts ->
          Json.array(texts.values().stream().map(each -> escaped(attribute, each)).toList());
      case Setting.Named named -> named(attribute, named);
      case Setting.Entries entries -> {
        var array = new JsonArray();
        entries.values().forEach(each -> array.add(entry(attribute.form(), each)));
        yield array;
      }
    };
  }

  private static String escaped(TargetAttribute attribute, String text) {
    return TEMPLATES.contains(attribute) ? text.replace("${", "$${").replace("%{", "%%{") : text;
  }

  private static JsonObject named(TargetAttribute attribute, Setting.Named named) {
    var object = new JsonObject();
    named
        .values()
        .forEach((name, value) -> {
          if (value.isEmpty()) {
            object.add(name, JsonNull.INSTANCE);
          } else if (attribute == TargetAttribute.RESOURCES && Settings.isResourceNumber(name)) {
            object.addProperty(name, Long.valueOf(value.get()));
          } else {
            object.addProperty(name, escaped(attribute, value.get()));
          }
        });
    return object;
  }

  private static JsonObject entry(EntryForm form, Entry entry) {
    var object = new JsonObject();
    boolean ordered = form == EntryForm.SECRET || form == EntryForm.SSH;
    Map<String, String> fields = ordered ? entry.fields() : new TreeMap<>(entry.fields());
    fields.forEach((name, value) -> {
      if (form == EntryForm.SSH && name.equals("paths")) {
        object.add(name, Json.array(List.of(value.split(","))));
      } else if (form == EntryForm.ATTESTATION && name.equals("disabled")) {
        object.addProperty(name, Boolean.valueOf(value));
      } else {
        object.addProperty(name, value);
      }
    });
    return object;
  }
}
