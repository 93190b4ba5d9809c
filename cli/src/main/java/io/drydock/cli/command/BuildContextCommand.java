package io.drydock.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.BuildContext;
import io.drydock.build.context.ContextReport;
import io.drydock.build.context.ContextReport.Part;
import io.drydock.build.input.BuildInput;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.Listing;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import io.drydock.dockerfile.ignore.IgnoreRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what of a directory a build can see, and what keeps the rest out. */
final class BuildContextCommand implements Command {
  private static final int MOST = 20;

  @Override
  public Spec spec() {
    return Spec.of("build context [OPTIONS] [PATH]", "Show what a build context has, and what not")
        .arguments(0, 1)
        .details(
            """
            Lists what of the directory a build can see, and what stays out by which line of the ignore file;
            the largest first. PATH is the current directory unless it is given.\
            """)
        .flag("all", 'a', Kind.BOOL, "Show all lines, not only the largest " + MOST)
        .flag("depth", Kind.INT, "Levels of directories to show for themselves (default 1)")
        .flag(
            "file",
            'f',
            Kind.STRING,
            "Name of the Dockerfile, whose own ignore file counts if there is one")
        .flag("format", Kind.STRING, "Format the output: text or json (default \"text\")");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    Path directory = session.path(arguments.positional().isEmpty() ? "." : arguments.argument(0));
    Optional<Path> dockerfile = arguments.value("file").map(session::path);
    if (!(BuildInput.contextDirectory(directory, dockerfile)
        instanceof BuildContext.Directory context)) {
      throw new DrydockException(ErrorKind.INVALID, directory + " is no directory");
    }
    Optional<Path> ignoreFile = BuildInput.ignoreFile(directory, dockerfile);
    ContextReport report = ContextReport.of(directory, context.ignore(), depth(arguments));
    String name = ignoreFile.map(file -> shown(directory, file)).orElse("");
    session
        .out()
        .print(
            switch (arguments.value("format", "text")) {
              case "text" -> text(report, name, arguments.on("all") ? Integer.MAX_VALUE : MOST);
              case "json" -> Json.pretty(json(report, name)) + "\n";
              default -> throw new DrydockException(ErrorKind.INVALID, "--format is text or json");
            });
    return 0;
  }

  private static String shown(Path directory, Path file) {
    return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
  }

  private static int depth(Arguments arguments) {
    String text = arguments.value("depth", "1");
    if (!text.matches("[1-9]\\d{0,3}")) {
      throw new DrydockException(ErrorKind.INVALID, "--depth is a number from 1 on");
    }
    return Integer.parseInt(text);
  }

  private static String text(ContextReport report, String ignoreFile, int most) {
    var out = new StringBuilder();
    out.append(table("IN THE CONTEXT", "", report.sent(), ignoreFile, most));
    out.append("Total: ").append(counted(report.files())).append('\n');
    if (!report.ignored().isEmpty()) {
      out.append('\n').append(table("IGNORED", "BY", report.ignored(), ignoreFile, most));
      out.append("Total: ").append(counted(report.ignoredFiles())).append('\n');
    } else if (ignoreFile.isEmpty()) {
      out.append("\nThere is no .dockerignore: everything is in the context.\n");
    }
    return out.toString();
  }

  private static String counted(ContextReport.Sum sum) {
    return Sizes.decimal(sum.bytes())
        + " in "
        + sum.count()
        + (sum.count() == 1 ? " file" : " files");
  }

  private static String table(
      String title, String reason, List<Part> parts, String ignoreFile, int most) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Path", title);
    headers.put("Files", "FILES");
    headers.put("Size", "SIZE");
    headers.put("By", reason);
    var rows = new ArrayList<JsonObject>();
    for (Part each : parts.subList(0, Math.min(most, parts.size()))) {
      var row = new JsonObject();
      row.addProperty("Path", each.path());
      row.addProperty("Files", String.valueOf(each.files().count()));
      row.addProperty("Size", Sizes.decimal(each.files().bytes()));
      row.addProperty("By", each.rule().map(rule -> said(ignoreFile, rule)).orElse(""));
      rows.add(row);
    }
    String columns =
        reason.isEmpty()
            ? "{{.Path}}\t{{.Files}}\t{{.Size}}"
            : "{{.Path}}\t{{.Files}}\t{{.Size}}\t{{.By}}";
    int more = parts.size() - rows.size();
    return new Listing(headers, columns).print("", rows)
        + (more > 0 ? "… and " + more + " more (--all)\n" : "");
  }

  private static String said(String ignoreFile, IgnoreRules.Rule rule) {
    return ignoreFile + ":" + rule.line() + "  " + rule.text();
  }

  private static JsonObject json(ContextReport report, String ignoreFile) {
    var json = new JsonObject();
    json.addProperty("ignoreFile", ignoreFile);
    json.add("total", json(report.files()));
    json.add("sent", json(report.sent()));
    json.add("ignoredTotal", json(report.ignoredFiles()));
    json.add("ignored", json(report.ignored()));
    return json;
  }

  private static JsonObject json(ContextReport.Sum sum) {
    var json = new JsonObject();
    json.addProperty("files", sum.count());
    json.addProperty("bytes", sum.bytes());
    return json;
  }

  private static JsonArray json(List<Part> parts) {
    var array = new JsonArray();
    for (Part each : parts) {
      JsonObject json = json(each.files());
      json.addProperty("path", each.path());
      each.rule()
          .ifPresent(rule -> {
            json.addProperty("line", rule.line());
            json.addProperty("pattern", rule.text());
          });
      array.add(json);
    }
    return array;
  }
}
