package io.drydock.conformance;

import static io.drydock.conformance.Report.refused;
import static io.drydock.conformance.Report.same;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.parser.DockerfileParser;
import io.drydock.dockerfile.parser.Heredoc;
import io.drydock.dockerfile.parser.Node;
import io.drydock.dockerfile.parser.ParsedFile;
import io.drydock.dockerfile.parser.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The parser and the typed instructions against BuildKit's {@code frontend/dockerfile}. */
final class ParserSuite implements Suite {
  private static final String FILE = "Dockerfile";
  private static final String LINE = "parse error on line ";

  @Override
  public String name() {
    return "buildkit-parser";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    JsonObject files = Cases.read(folder.resolve("testfiles.json"));
    for (JsonObject each : Cases.list(files, "positive")) {
      report.check("testfiles:" + Cases.string(each, "name"), () -> dumps(each));
    }
    for (JsonObject each : Cases.list(files, "negative")) {
      String text = Cases.string(each, "dockerfile");
      report.check(
          "negative:" + Cases.string(each, "name"),
          () -> refused("error", () -> DockerfileParser.parse(FILE, text)));
    }
    if (files.get("lineInfo") instanceof JsonObject lines) {
      report.check("testfile-line", () -> lines(lines));
    }
    int index = 0;
    for (JsonObject each : cases(folder, "parse-traces.json")) {
      report.check("parse-traces#" + index++, () -> parsed(each));
    }
    index = 0;
    for (JsonObject each : cases(folder, "instruction-traces.json")) {
      report.check("instruction-traces#" + index++, () -> typed(each));
    }
  }

  private static List<JsonObject> cases(Path folder, String file) throws IOException {
    return Cases.list(Cases.read(folder.resolve(file)), "cases");
  }

  private static void dumps(JsonObject recorded) {
    ParsedFile file = DockerfileParser.parse(FILE, Cases.string(recorded, "dockerfile"));
    same("dump", Cases.string(recorded, "expectedDump").strip(), file.dump());
  }

  private static void lines(JsonObject recorded) {
    List<Node> nodes = DockerfileParser.parse(FILE, Cases.string(recorded, "dockerfile")).nodes();
    same("first line", recorded.get("astStart").getAsInt(), nodes.getFirst().line());
    same("last line", recorded.get("astEnd").getAsInt(), nodes.getLast().endLine());
    same("lines", recorded.get("children").toString(), ranges(nodes).toString());
  }

  static JsonArray ranges(List<Node> nodes) {
    var ranges = new JsonArray();
    for (Node each : nodes) {
      var range = new JsonArray();
      range.add(each.line());
      range.add(each.endLine());
      ranges.add(range);
    }
    return ranges;
  }

  private static void parsed(JsonObject recorded) throws Exception {
    String text = Cases.string(recorded, "dockerfile");
    if (recorded.has("error")) {
      refused(Cases.string(recorded, "error"), () -> DockerfileParser.parse(FILE, text));
      return;
    }
    ParsedFile file = DockerfileParser.parse(FILE, text);
    same("dump", Cases.string(recorded, "dump"), file.dump());
    same("escape", Cases.string(recorded, "escape"), "" + file.directives().escape());
    same(
        "syntax",
        Cases.string(recorded, "syntax"),
        file.directives().syntax().map(each -> each.value()).orElse(""));
    same(
        "warnings",
        Cases.strings(recorded, "warnings"),
        file.warnings().stream().map(Warning::message).toList());
    List<JsonObject> nodes = Cases.list(recorded, "nodes");
    for (int i = 0; i < nodes.size(); i++) {
      node(nodes.get(i), file.nodes().get(i));
    }
  }

  private static void node(JsonObject recorded, Node node) {
    same("keyword", Cases.string(recorded, "value"), node.keyword());
    same("dump", Cases.string(recorded, "dump"), node.dump());
    same("text", Cases.string(recorded, "original"), node.text());
    same("line", recorded.get("start").getAsInt(), node.line());
    same("end line", recorded.get("end").getAsInt(), node.endLine());
    same("flags", Cases.strings(recorded, "flags"), node.flags());
    same("comments", Cases.strings(recorded, "prevComment"), node.comments());
    same(
        "json",
        recorded.get("attributes") instanceof JsonObject attributes
            && Cases.flag(attributes, "json"),
        node.json());
    if (node.trigger().isEmpty()) {
      same("arguments", Cases.strings(recorded, "args"), node.arguments());
    }
    JsonElement heredocs = recorded.has("heredocs") ? recorded.get("heredocs") : new JsonArray();
    same("heredocs", heredocs, heredocs(node.heredocs()));
  }

  static JsonArray heredocs(List<Heredoc> heredocs) {
    var array = new JsonArray();
    for (Heredoc each : heredocs) {
      var json = new JsonObject();
      json.addProperty("Name", each.name());
      json.addProperty("FileDescriptor", each.fileDescriptor());
      json.addProperty("Expand", each.expand());
      json.addProperty("Chomp", each.chomp());
      json.addProperty("Content", each.content());
      array.add(json);
    }
    return array;
  }

  private static void typed(JsonObject recorded) throws Exception {
    String text = String.join("\n", Cases.strings(recorded, "lines"));
    if (recorded.has("error")) {
      refusedAtLine(Cases.string(recorded, "error"), () -> Dockerfile.parse(FILE, text));
      return;
    }
    Dockerfile file = Dockerfile.parse(FILE, text);
    var metaArgs = new JsonArray();
    file.metaArgs().forEach(each -> metaArgs.addAll(InstructionJson.arguments(each.arguments())));
    var recordedArgs = new JsonArray();
    for (JsonObject each : Cases.list(recorded, "metaArgs")) {
      recordedArgs.addAll(each.getAsJsonArray("Args"));
    }
    same("global arguments", recordedArgs, metaArgs);
    List<JsonObject> stages = Cases.list(recorded, "stages");
    same("number of stages", stages.size(), file.stages().size());
    for (int i = 0; i < stages.size(); i++) {
      stage(stages.get(i), file.stages().get(i));
    }
  }

  private static void stage(JsonObject recorded, Stage stage) {
    Instruction.From from = stage.from();
    same("base", Cases.string(recorded, "BaseName"), from.base());
    same("keyword", Cases.string(recorded, "OrigCmd"), from.source().keyword());
    same("text", Cases.string(recorded, "SourceCode"), from.source().text());
    same("stage name", Cases.string(recorded, "Name"), stage.name().orElse(""));
    same("platform", Cases.string(recorded, "Platform"), from.platform().orElse(""));
    List<JsonObject> commands = Cases.list(recorded, "commands");
    same("number of commands", commands.size(), stage.instructions().size());
    for (int i = 0; i < commands.size(); i++) {
      JsonObject command = commands.get(i).deepCopy();
      JsonElement text = command.remove("string");
      Instruction instruction = stage.instructions().get(i);
      same("text", text == null ? null : text.getAsString(), instruction.source().text());
      same("command", command, InstructionJson.of(instruction));
    }
  }

  /** The refusal must name the recorded line, where one is recorded. */
  static void refusedAtLine(String recorded, Report.Check action) throws Exception {
    DrydockException error = refused(recorded, action);
    int start = recorded.indexOf(LINE);
    if (start >= 0) {
      int colon = recorded.indexOf(':', start);
      int line = Integer.parseInt(recorded.substring(start + LINE.length(), colon));
      same("line", line, error.location().map(each -> each.line()).orElse(0));
    }
  }
}
