package io.drydock.build.call;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.plan.Outline;
import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The answers of {@code build --call} as JSON, in the terms of BuildKit's sub-requests. */
public final class CallJson {
  private CallJson() {}

  /** What the checks found. */
  static JsonObject check(
      List<BuildWarning> warnings, Optional<DrydockException> error, String name, String text) {
    var results = new JsonObject();
    var list = new JsonArray();
    for (BuildWarning each : warnings) {
      var warning = new JsonObject();
      warning.addProperty("ruleName", each.check().title());
      warning.addProperty("description", each.check().description());
      if (!each.check().url().isEmpty()) {
        warning.addProperty("url", each.check().url());
      }
      warning.addProperty("detail", each.detail());
      warning.add("location", location(each.location()));
      list.add(warning);
    }
    results.add("warnings", list);
    var source = new JsonObject();
    source.addProperty("filename", name);
    source.addProperty("language", "Dockerfile");
    source.addProperty("data", base64(text));
    var sources = new JsonArray();
    sources.add(source);
    results.add("sources", sources);
    error.ifPresent(each -> {
      var failure = new JsonObject();
      failure.addProperty("message", each.getMessage());
      each.location().ifPresent(place -> failure.add("location", location(place)));
      results.add("error", failure);
    });
    return results;
  }

  /** What can be given to the build of a target. */
  public static JsonObject outline(Outline outline, Dockerfile file) {
    var object = new JsonObject();
    addText(object, "name", outline.target());
    addText(object, "description", outline.description());
    var arguments = new JsonArray();
    for (Outline.Argument each : outline.arguments()) {
      var argument = new JsonObject();
      argument.addProperty("name", each.name());
      addText(argument, "description", each.description());
      addText(argument, "value", each.value());
      argument.add("location", location(each.location()));
      arguments.add(argument);
    }
    addList(object, "args", arguments);
    addList(object, "secrets", inputs("name", outline.secrets()));
    addList(object, "ssh", inputs("name", outline.ssh()));
    addList(object, "cache", inputs("ID", outline.caches()));
    object.add("sources", sources(file));
    return object;
  }

  private static JsonArray inputs(String key, List<Outline.Input> inputs) {
    var list = new JsonArray();
    for (Outline.Input each : inputs) {
      var input = new JsonObject();
      input.addProperty(key, each.id());
      if (each.required()) {
        input.addProperty("required", true);
      }
      input.add("location", location(each.location()));
      list.add(input);
    }
    return list;
  }

  /** The stages that can be built, in file order. */
  public static JsonObject targets(Dockerfile file) {
    var list = new JsonArray();
    for (Stage each : file.stages()) {
      list.add(target(each, each.index() == file.stages().size() - 1));
    }
    var object = new JsonObject();
    object.add("targets", list);
    object.add("sources", sources(file));
    return object;
  }

  private static JsonObject target(Stage stage, boolean isDefault) {
    Instruction.From from = stage.from();
    var target = new JsonObject();
    addText(target, "name", stage.name().orElse(""));
    if (isDefault) {
      target.addProperty("default", true);
    }
    addText(target, "description", from.description());
    addText(target, "base", from.base());
    addText(target, "platform", from.platform().orElse(""));
    target.add("location", location(from.source().location()));
    return target;
  }

  private static JsonArray sources(Dockerfile file) {
    var sources = new JsonArray();
    sources.add(base64(file.text()));
    return sources;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void addText(JsonObject object, String key, String value) {
    if (!value.isEmpty()) {
      object.addProperty(key, value);
    }
  }

  private static void addList(JsonObject object, String key, JsonArray list) {
    if (!list.isEmpty()) {
      object.add(key, list);
    }
  }

  private static JsonObject location(SourceLocation place) {
    var ranges = new JsonArray();
    ranges.add(LineRange.json(place));
    var location = new JsonObject();
    location.add("ranges", ranges);
    return location;
  }
}
