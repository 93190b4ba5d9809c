package io.drydock.lint.hadolint;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.lint.Check;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Report;
import io.drydock.lint.Rule;
import io.drydock.lint.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Has the program ShellCheck judge the scripts of RUN, where it is installed. Its rules keep their
 * names, {@code SC2086}; nothing of them is done here.
 */
public final class ShellCheck {
  private static final Rule RULE =
      new Rule(
          "ShellCheck",
          Severity.WARNING,
          "ShellCheck finds fault with a script",
          "Scripts that shells read in another way than people fail late.",
          "The page of the rule that it names shows what to write instead.",
          "https://www.shellcheck.net");
  private static final String RULE_LINK = "https://www.shellcheck.net/wiki/";

  /** Rules that ask for files which only exist in the image, or for a first line. */
  private static final String NOT_HERE = "SC1090,SC1091,SC2148";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");
  private static final List<String> DIALECTS = List.of("sh", "bash", "dash", "ksh");
  private static final int HEADER_LINES = 2;

  private final Path program;

  private ShellCheck(Path program) {
    this.program = program;
  }

  /** The program on the search path, if it is there. */
  public static Optional<Path> find(Map<String, String> environment) {
    for (String each : environment.getOrDefault("PATH", "").split(":")) {
      Path program = Path.of(each.isEmpty() ? "." : each).resolve("shellcheck");
      if (Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  /** A check that runs the program once for each file; it reports under the program's own rules. */
  public static Check<DockerfileSource> check(Path program) {
    var tool = new ShellCheck(program);
    return new Check<>(RULE, (source, report) -> tool.inspect(new BuildFile(source), report));
  }

  private void inspect(BuildFile file, Report report) {
    List<RunStep> runs = file.runs().stream().filter(ShellCheck::isReadable).toList();
    if (runs.isEmpty()) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("drydock-shellcheck-");
      try {
        for (JsonObject each : run(write(runs, folder), folder)) {
          report(each, runs, file, report);
        }
      } finally {
        delete(folder, runs.size());
      }
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot run " + program + ": " + e, e);
    }
  }

  private static boolean isReadable(RunStep run) {
    return run.text().isPresent() && run.offset(0).isPresent();
  }

  private static String scriptName(int index) {
    return index + ".sh";
  }

  private static List<String> write(List<RunStep> runs, Path folder) throws IOException {
    var names = new ArrayList<String>();
    for (int i = 0; i < runs.size(); i++) {
      Files.writeString(folder.resolve(scriptName(i)), script(runs.get(i)));
      names.add(scriptName(i));
    }
    return names;
  }

  /** The script behind {@value #HEADER_LINES} lines: its dialect, and the variables it is given. */
  private static String script(RunStep run) {
    String text = run.text().orElse("");
    String name = run.shell().name();
    String dialect = DIALECTS.contains(name) ? name : name.equals("zsh") ? "bash" : "sh";
    var given = new TreeSet<String>();
    VARIABLE
        .matcher(text)
        .results()
        .map(each -> each.group(1))
        .filter(run.variables()::isDeclared)
        .forEach(given::add);
    var assignments = new StringBuilder("export DRYDOCK=1");
    given.forEach(each -> assignments.append(' ').append(each).append("=1"));
    return "# shellcheck shell=" + dialect + "\n" + assignments + "\n" + text + "\n";
  }

  private List<JsonObject> run(List<String> scripts, Path folder) throws IOException {
    var command =
        new ArrayList<>(
            List.of(program.toString(), "--norc", "--format=json1", "--exclude=" + NOT_HERE));
    command.addAll(scripts);
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(errors.toFile())
            .start();
    byte[] answer = process.getInputStream().readAllBytes();
    if (answer.length == 0) {
      throw new DrydockException(
          ErrorKind.INTERNAL, program + " gave no answer: " + Files.readString(errors).strip());
    }
    return Json.children(Json.object(answer, "the answer of " + program), "comments");
  }

  private static void report(
      JsonObject comment, List<RunStep> runs, BuildFile file, Report report) {
    String script = Json.string(comment, "file").orElse("");
    RunStep run = runs.get(Integer.parseInt(script.substring(0, script.indexOf('.'))));
    Rule rule = rule(comment);
    int line = number(comment, "line") - HEADER_LINES;
    if (line < 1) {
      return;
    }
    int place = place(run.text().orElse(""), line, number(comment, "column"));
    report.at(
        rule, run.offset(place).map(file.lines()::location).orElseGet(run::location), rule.title());
  }

  private static int number(JsonObject comment, String key) {
    return Math.toIntExact(Json.number(comment, key).orElse(0L));
  }

  private static int place(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return Math.clamp((long) start + column - 1, 0, Math.max(0, text.length() - 1));
  }

  private static Rule rule(JsonObject comment) {
    String id = "SC" + number(comment, "code");
    String message = Json.string(comment, "message").orElse("");
    String level = Json.string(comment, "level").orElse("");
    return new Rule(
        id,
        Severity.parse(level).orElse(Severity.WARNING),
        message,
        "ShellCheck explains each of its rules.",
        "The page of the rule shows what to write instead.",
        RULE_LINK + id);
  }

  private static void delete(Path folder, int scripts) throws IOException {
    for (int i = 0; i < scripts; i++) {
      Files.deleteIfExists(folder.resolve(scriptName(i)));
    }
    Files.deleteIfExists(folder.resolve("errors"));
    Files.deleteIfExists(folder);
  }
}
