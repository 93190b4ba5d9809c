package io.drydock.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.bake.model.Definition;
import io.drydock.bake.model.Group;
import io.drydock.bake.model.Target;
import io.drydock.bake.model.TargetAttribute;
import io.drydock.bake.model.VariableInfo;
import io.drydock.bake.value.Type;
import io.drydock.cli.output.Table;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Answers {@code bake --list}. */
final class BakeList {
  private BakeList() {}

  /**
   * A line of a list.
   *
   * @param group whether it is a group of targets
   */
  private record Line(String name, Optional<String> description, boolean group) {}

  /**
   * The list as text.
   *
   * @param wanted {@code targets}, {@code variables}, or either in {@code type=…,format=json}
   */
  static String of(String wanted, Definition definition) {
    String type = "";
    boolean json = false;
    for (String field : wanted.split(",")) {
      switch (field) {
        case "format=json" -> json = true;
        case "format=table" -> json = false;
        default -> type = field.startsWith("type=") ? field.substring("type=".length()) : field;
      }
    }
    return switch (type) {
      case "targets" -> targets(lines(definition), json);
      case "variables" -> variables(definition.variables(), json);
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "invalid list type \"" + type + "\": give targets or variables");
    };
  }

  private static List<Line> lines(Definition definition) {
    var byName = new TreeMap<String, Line>();
    for (Target each : definition.targets()) {
      byName.put(each.name(), new Line(each.name(), each.text(TargetAttribute.DESCRIPTION), false));
    }
    for (Group each : definition.groups()) {
      String members = String.join(", ", each.targets());
      byName.put(
          each.name(),
          new Line(each.name(), each.description().or(() -> Optional.of(members)), true));
    }
    var lines = new ArrayList<>(byName.values());
    lines.sort(Comparator.comparing((Line each) -> !each.name.equals("default")));
    return lines;
  }

  private static String targets(List<Line> lines, boolean json) {
    if (json) {
      var array = new JsonArray();
      for (Line each : lines) {
        var object = new JsonObject();
        object.addProperty("name", each.name);
        each.description.ifPresent(text -> object.addProperty("description", text));
        if (each.name.equals("default")) {
          object.addProperty("default", true);
        }
        if (each.group) {
          object.addProperty("group", true);
        }
        array.add(object);
      }
      return Json.pretty(array, "  ") + "\n";
    }
    var rows = new ArrayList<>(List.of("TARGET\tDESCRIPTION"));
    lines.forEach(each -> rows.add(each.name + "\t" + each.description.orElse("")));
    return Table.packed(rows);
  }

  private static String variables(List<VariableInfo> variables, boolean json) {
    List<VariableInfo> sorted =
        variables.stream().sorted(Comparator.comparing(VariableInfo::name)).toList();
    if (json) {
      var array = new JsonArray();
      for (VariableInfo each : sorted) {
        var object = new JsonObject();
        object.addProperty("name", each.name());
        each.description().ifPresent(text -> object.addProperty("description", text));
        each.type().ifPresent(type -> object.addProperty("type", type.expression()));
        each.value().ifPresent(value -> object.addProperty("value", value));
        array.add(object);
      }
      return Json.pretty(array, "  ") + "\n";
    }
    var rows = new ArrayList<>(List.of("VARIABLE\tTYPE\tVALUE\tDESCRIPTION"));
    for (VariableInfo each : sorted) {
      rows.add(
          each.name()
              + "\t"
              + each.type().map(Type::expression).orElse("")
              + "\t"
              + each.value().orElse("<null>")
              + "\t"
              + each.description().orElse(""));
    }
    return Table.packed(rows);
  }
}
