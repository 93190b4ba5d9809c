package io.drydock.conformance;

import static io.drydock.conformance.Report.refused;
import static io.drydock.conformance.Report.same;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.dockerfile.shell.ShellLexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Expansion and word splitting against BuildKit's {@code frontend/dockerfile/shell}. */
final class ShellLexSuite implements Suite {
  @Override
  public String name() {
    return "buildkit-shell-lex";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    JsonObject tables = Cases.read(folder.resolve("tables.json"));
    Json.child(tables, "envVarTest").ifPresent(table -> variables(table, report));
    Json.child(tables, "wordsTest").ifPresent(table -> words(table, report));
    for (String file : List.of("lex-traces", "lex-corpus")) {
      Path path = folder.resolve(file + ".json");
      if (Files.exists(path)) {
        traces(file, Cases.read(path), report);
      }
    }
  }

  private static void variables(JsonObject table, Report report) {
    Map<String, String> environment = Json.stringMap(table, "env");
    var lexer = new ShellLexer('\\');
    for (JsonObject row : Cases.list(table, "cases")) {
      if (Cases.string(row, "platform").equals("W")) {
        continue;
      }
      String source = Cases.string(row, "source");
      report.check(
          "envVarTest:" + row.get("line") + ":" + source,
          () -> {
            if (Cases.flag(row, "error")) {
              refused("error", () -> lexer.expand(source, environment));
            } else {
              same("text", Cases.string(row, "expected"), lexer.expand(source, environment));
            }
          });
    }
  }

  private static void words(JsonObject table, Report report) {
    var lexer = new ShellLexer('\\');
    for (JsonObject row : Cases.list(table, "cases")) {
      var environment = new HashMap<String, String>();
      for (String each : Cases.strings(row, "env")) {
        int equals = each.indexOf('=');
        environment.put(each.substring(0, equals), each.substring(equals + 1));
      }
      String source = Cases.string(row, "source");
      report.check(
          "wordsTest:" + row.get("line") + ":" + source,
          () -> {
            if (Cases.flag(row, "error")) {
              refused("error", () -> lexer.split(source, environment));
            } else {
              same("words", Cases.strings(row, "expectedWords"), lexer.split(source, environment));
            }
          });
    }
  }

  private static void traces(String file, JsonObject document, Report report) {
    int index = 0;
    for (JsonObject each : Cases.list(document, "cases")) {
      String id = file + "#" + index++ + ":" + Cases.string(each, "word");
      report.check(id, () -> trace(each));
    }
  }

  private static void trace(JsonObject recorded) throws Exception {
    var lexer =
        new ShellLexer(
            Cases.string(recorded, "escape").charAt(0),
            Cases.flag(recorded, "rawQuotes"),
            Cases.flag(recorded, "rawEscapes"),
            Cases.flag(recorded, "skipProcessQuotes"),
            Cases.flag(recorded, "skipUnsetEnv"));
    String word = Cases.string(recorded, "word");
    Map<String, String> environment = Json.stringMap(recorded, "env");
    if (recorded.has("error")) {
      refused(Cases.string(recorded, "error"), () -> lexer.process(word, environment));
      return;
    }
    ShellLexer.Result result = lexer.process(word, environment);
    same("text", Cases.string(recorded, "result"), result.text());
    if (Cases.string(recorded, "mode").equals("words")) {
      same("words", Cases.strings(recorded, "words"), result.words());
    }
    for (String names : List.of("matched", "unmatched")) {
      if (recorded.has(names)) {
        same(
            names,
            new TreeSet<>(Cases.strings(recorded, names)),
            new TreeSet<>(names.equals("matched") ? result.matched() : result.unmatched()));
      }
    }
  }
}
